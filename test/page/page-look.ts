import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { helpersInvited } from '../fixtures/helpers-invited.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const FINGER = 44
const PRESSED = 'button, select, summary, .numbers a, label:has(input:not([type=file]))'

/** What is wrong with how a screen stands on a phone; nothing where nothing is. */
export async function faults(page: Page): Promise<string[]> {
  return [
    ...(await looked(page)),
    ...(await wide(page)),
    ...(await small(page)),
    ...(await helpersInvited(page)),
  ]
}

/** Put in from outside of the page, so that its strict policy stays as it is. */
async function looked(page: Page): Promise<string[]> {
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(AXE)
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ['violations'] }),
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  )
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
