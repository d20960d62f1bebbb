import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { ReporterKey } from '#ports.ts'
import { type Coming, launch, type ObservedPage, takeKey, visit } from '../fixtures/chromium.ts'
import type { DeskCase } from '../fixtures/desk-store.ts'
import { PASSPHRASE } from './officers.ts'
import { build, type DeskRun, runDesk } from './running-desk.ts'

/** Argon2 and a whole browser on a busy machine: long, and never what a promise depends on. */
export const SLOWEST = 120_000

export interface AtDesk {
  readonly run: DeskRun
  /** Somebody comes to the desk, on a machine of her own that is forgotten after the test. */
  come(coming?: Coming): Promise<ObservedPage>
  /** The same, with the key taken, back at the list. */
  comeWithKey(coming?: Coming): Promise<ObservedPage>
  openCase(page: Page, deskCase: DeskCase): Promise<void>
  /** On a machine that has the key already. */
  openWithKey(page: Page): Promise<void>
}

/** A built page, a running server and a browser for the tests of one file. */
export function withDesk(): AtDesk {
  const made: { assets?: string; run?: DeskRun; browser?: Browser } = {}
  let open: ObservedPage[] = []

  beforeAll(async () => {
    made.assets = await build()
    made.run = await runDesk(made.assets)
    made.browser = await launch()
  })
  afterEach(async () => {
    for (const { context } of open) await context.close()
    open = []
  })
  afterAll(async () => {
    await made.browser?.close()
    await made.run?.stop()
  })

  const ready = () => {
    if (made.run === undefined || made.browser === undefined) throw new Error('not ready')
    return { run: made.run, browser: made.browser }
  }
  const come = async (coming?: Coming) => {
    const { run, browser } = ready()
    const watched = await visit(browser, run, coming)
    open.push(watched)
    return watched
  }
  return {
    get run() {
      return ready().run
    },
    come,
    async comeWithKey(coming) {
      const watched = await come(coming)
      await takeKey(watched.page)
      await watched.page.getByRole('button', { name: 'Queue', exact: true }).click()
      return watched
    },
    async openWithKey(page) {
      await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
      await page.getByRole('button', { name: 'Open', exact: true }).click()
      await page.getByText(/locks in/).waitFor()
    },
    async openCase(page, deskCase) {
      await page.locator(row(deskCase)).click()
      await page.locator('.letter').first().waitFor()
    },
  }
}

export function row(deskCase: DeskCase): string {
  return `[data-row="${deskCase.id}"]`
}

export function story(run: DeskRun, at: number): DeskCase & { reporter: ReporterKey } {
  const deskCase = run.cases[at]
  if (deskCase === undefined) throw new Error('no such story')
  return deskCase
}
