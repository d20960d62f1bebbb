import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Composition } from '#compose.ts'
import { buildDesk } from '#demo/build.ts'
import { productServer } from './bot-server.ts'
import { atMost, type Figure, spread } from './figures.ts'

const DIST = join(import.meta.dirname, '..', 'dist')

/** An old phone on a bad line. */
const SLOWER = 4
const BYTES_A_SECOND = (400 * 1024) / 8
const LATENCY_MS = 400

/** The moment at which the first choice can be pressed, by the page's own counting. */
const WATCH = `new MutationObserver((_, watcher) => {
  if (document.querySelector('form .choice') === null) return
  watcher.disconnect()
  window.usableAt = performance.now()
}).observe(document, { childList: true, subtree: true })`

/** From the address to a first question that can be answered, each time in a browser that was never here. */
export async function firstQuestionFigures(
  composed: Composition,
  rounds: number,
): Promise<Figure[]> {
  await buildDesk()
  const { services } = composed
  const open = { ...services, policy: { ...services.policy, page: true } }
  const server = await productServer({ ...composed, services: open }, DIST)
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  })
  const once = async (lang: string) => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: lang,
    })
    try {
      await context.addInitScript(WATCH)
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: LATENCY_MS,
        downloadThroughput: BYTES_A_SECOND,
        uploadThroughput: BYTES_A_SECOND,
      })
      await page.goto(new URL('/', server.url).href, { waitUntil: 'commit' })
      await page.waitForSelector('form .choice', { timeout: 60_000 })
      return Number(await page.evaluate('window.usableAt')) / 1_000
    } finally {
      await context.close()
    }
  }
  try {
    const figures: Figure[] = []
    for (const [lang, name] of [
      ['en', 'English'],
      ['ru', 'Russian, the largest'],
    ] as const) {
      await once(lang)
      const seconds: number[] = []
      for (let round = 0; round < rounds; round += 1) seconds.push(await once(lang))
      figures.push({
        what: `the page’s first question can be answered, in ${name}`,
        against: 'a phone 4x slower, 400 kbit/s, 400 ms',
        unit: 's',
        ...spread(seconds),
        target: atMost(3),
      })
    }
    return figures
  } finally {
    await browser.close()
    await server.stop()
  }
}
