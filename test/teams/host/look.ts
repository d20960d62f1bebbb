import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** What is wider than the place it has: on a phone nothing may have to be pushed sideways to be read. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#view, #view *, #message, #message *')]
      .filter((part) => part.checkVisibility())
      .filter((part) => {
        const { left, right } = part.getBoundingClientRect()
        return right > innerWidth + 1 || left < -1 || part.scrollWidth > part.clientWidth + 1
      })
      .filter(({ clientWidth }) => clientWidth > 0)
      .map((part) => `${part.className} ${part.textContent?.slice(0, 60)}`),
  )
}

/** Fingers are broad: what can be pressed and is smaller than it may be. */
export function tooSmall(page: Page, least = 44): Promise<string[]> {
  return page.evaluate((pixels) => {
    const pressed = '#view [role=button], #view button, #message [role=button], #message button'
    return [...document.querySelectorAll<HTMLElement>(pressed)]
      .filter((part) => part.checkVisibility() && part.getBoundingClientRect().height < pixels)
      .map((part) => `${part.getBoundingClientRect().height} ${part.textContent?.slice(0, 60)}`)
  }, least)
}

const FOLDER = process.env['ASIDE_PICTURES']

/** A picture of the whole screen, however long it is, where somebody asked for pictures. */
export async function picture(page: Page, name: string): Promise<void> {
  if (FOLDER === undefined) return
  mkdirSync(FOLDER, { recursive: true })
  const size = page.viewportSize()
  const height = await page.evaluate(() => {
    const view = document.getElementById('view')
    const open = document.querySelector('dialog')?.open ?? false
    return open ? (view?.scrollHeight ?? 0) + 60 : document.documentElement.scrollHeight
  })
  if (size !== null) await page.setViewportSize({ ...size, height: Math.max(height, size.height) })
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
  if (size !== null) await page.setViewportSize(size)
}
