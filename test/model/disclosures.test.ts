import { describe, expect, test } from 'vitest'
import { DISCLOSED_RULES } from '#domain/case/disclosed-name.ts'
import { DISCLOSURE_RULES } from '#domain/case/name-request.ts'
import { exploreDisclosures, exploreRequests } from './disclosures.ts'

/** Everything in `rules` but this one. */
function without<Rule>(rules: Readonly<Record<string, Rule>>, name: string): Record<string, Rule> {
  return Object.fromEntries(Object.entries(rules).filter(([rule]) => rule !== name))
}

describe('T-145 no half of a name is released, and no name shown, by what a server hands out', () => {
  test('to a custodian’s machine', () => {
    const { views, wrong } = exploreRequests()
    process.stdout.write(`model, requests for names: ${views} views\n`)
    expect(wrong).toEqual([])
    expect(views).toBeGreaterThan(300_000)
  })

  test('to a reader’s machine', () => {
    const { views, wrong } = exploreDisclosures()
    process.stdout.write(`model, released names: ${views} views\n`)
    expect(wrong).toEqual([])
    expect(views).toBeGreaterThan(25_000)
  })

  test.each(Object.keys(DISCLOSURE_RULES))('a custodian’s machine needs the rule %s', (rule) => {
    expect(exploreRequests(without(DISCLOSURE_RULES, rule)).wrong).not.toEqual([])
  })

  test.each(Object.keys(DISCLOSED_RULES))('a reader’s machine needs the rule %s', (rule) => {
    expect(exploreDisclosures(without(DISCLOSED_RULES, rule)).wrong).not.toEqual([])
  })
})
