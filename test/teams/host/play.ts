import type { Browser, Page } from 'playwright-core'
import type { Person } from '../../fixtures/teams-person.ts'
import { hostConfig, type Theme } from './host-config.ts'
import { serveHost } from './serve.ts'

export const PHONE = { width: 360, height: 740 }
export const DESKTOP = { width: 1280, height: 860 }

/** A Teams client in Chromium, whose every press goes over the wire in a person's name. */
export interface Client {
  readonly page: Page
  /** What the console said, and what was asked for from elsewhere. Both stay empty. */
  readonly console: string[]
  readonly foreign: string[]
  theme(theme: Theme): Promise<void>
  /** Puts a card into the chat, as if the bot had sent it. */
  chat(card: unknown): Promise<void>
  /** Opens the window with a card in it. */
  window(card: unknown): Promise<void>
  close(): Promise<void>
}

export async function play(
  browser: Browser,
  person: Person | null,
  size: { readonly width: number; readonly height: number } = PHONE,
): Promise<Client> {
  const { address, server } = await serveHost()
  const context = await browser.newContext({ viewport: size, hasTouch: size === PHONE })
  const page = await context.newPage()
  const consoleLines: string[] = []
  const foreign: string[] = []
  page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => consoleLines.push(`error: ${error.message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) {
      foreign.push(request.url())
    }
  })
  await page.exposeFunction('invoke', async (name: string, value: unknown) => {
    if (person === null) throw new TypeError('nobody presses here')
    return (await person.invoke(name, value)).body
  })
  await page.goto(address)
  await page.locator('html[data-ready]').waitFor()
  const client: Client = {
    page,
    console: consoleLines,
    foreign,
    theme: (theme) =>
      page.evaluate(([name, config]) => window.host.theme(name, config), [
        theme,
        hostConfig(theme),
      ] as const),
    chat: (card) => page.evaluate((json) => window.host.chat(json), card),
    window: (card) => page.evaluate((json) => window.host.window('Aside', json), card),
    async close() {
      await context.close()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  await client.theme('light')
  return client
}
