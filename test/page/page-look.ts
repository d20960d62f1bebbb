import type { Page } from 'playwright-core'
import { axeViolations } from '../fixtures/axe.ts'
import { helpersInvited } from '../fixtures/helpers-invited.ts'

const FINGER = 44
const PRESSED = 'button, select, summary, .numbers a, label:has(input:not([type=file]))'

/** What is wrong with how a screen stands on a phone; nothing where nothing is. */
export async function faults(page: Page): Promise<string[]> {
  return [
    ...(await axeViolations(page)),
    ...(await wide(page)),
    ...(await small(page)),
    ...(await helpersInvited(page)),
  ]
}

async function wide(page: Page): Promise<string[]> {
  const [all = 0, seen = 0] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return [scrollWidth, clientWidth]
  })
  return all > seen ? [`has to be pushed sideways: ${all} of ${seen}`] : []
}

function small(page: Page): Promise<string[]> {
  return page.evaluate(
    ([pressed, least]) =>
      [...document.querySelectorAll<HTMLElement>(pressed)]
        .filter((part) => part.checkVisibility() && part.getBoundingClientRect().height < least)
        .map((part) => `${part.getBoundingClientRect().height} px: ${part.textContent}`),
    [PRESSED, FINGER] as const,
  )
}
