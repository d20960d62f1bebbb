import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** What she writes down: the words, or the groups of the code where her language has no list. */
export async function written(page: Page): Promise<readonly string[]> {
  const words = await page.locator('.receipt-words li').allInnerTexts()
  const parts = words.length > 0 ? words : await page.locator('.receipt-code b').allInnerTexts()
  return parts.map((part) => part.trim())
}

/** Gives back the parts that are asked for, by their number in whatever digits the language has. */
export async function giveBack(page: Page, paper: readonly string[]): Promise<void> {
  for (const group of await page.locator('fieldset').all()) {
    const values = await group
      .locator('input')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
    const legend = await group.locator('legend').innerText()
    const digits = /\p{Nd}+/u.exec(legend)?.[0] ?? ''
    const nth = Number(digits.replace(/[٠-٩]/g, (one) => String(one.charCodeAt(0) - 0x660)))
    expect(values).toContain(paper[nth - 1])
    await group.locator(`input[value="${paper[nth - 1]}"]`).check()
  }
}
