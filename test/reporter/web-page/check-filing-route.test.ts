import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ABOUT, type About } from '#domain/concern/about.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { routeConcern } from '#domain/concern/routing.ts'
import { policyInForce } from '#policy-file.ts'
import { whatArrives } from '#reporter/web-page/check-filing-route.ts'

let policy: Policy
let leaves: readonly Leaf[]
beforeAll(async () => {
  policy = (await policyInForce(join(import.meta.dirname, '../../../dialogs/policy.yaml'))).policy
  leaves = [...policy.leaves.values()]
})

const subsets: readonly (readonly About[])[] = Array.from(
  { length: 2 ** ABOUT.length },
  (_, choice) => ABOUT.filter((_about, at) => (choice >> at) % 2 === 1),
)
const verdict = (
  leaf: Leaf,
  about: readonly About[],
  receiving = OFFICES as readonly (typeof OFFICES)[number][],
) => {
  const route = routeConcern(leaf, about, receiving)
  if (route === null) return null
  const { category, replyDays } = leaf
  return { ...route, flags: [...route.flags], category, replyDays }
}
const refused = { code: 'ANSWERS_INVALID' }

describe('what the server takes of the page', () => {
  test('is every way that the policy leads, whomever it is about', () => {
    const ways = leaves
      .filter(({ replyHours }) => replyHours === null)
      .flatMap((leaf) => subsets.map((about) => verdict(leaf, about)))
      .filter((one) => one !== null)
    expect(ways.length).toBeGreaterThan(1_000)
    for (const one of ways) expect(() => whatArrives(policy, one)).not.toThrow()
  })

  test('is none that promises hours, is hidden, or only shows numbers', () => {
    const hours = leaves.filter(({ replyHours }) => replyHours !== null)
    expect(hours.length).toBeGreaterThan(0)
    for (const leaf of hours) {
      const way = verdict(leaf, [])
      if (way === null) continue
      const also = leaves.some((one) => {
        return (
          one.category === leaf.category &&
          one.replyDays === leaf.replyDays &&
          one.replyHours === null
        )
      })
      if (!also) expect(() => whatArrives(policy, way)).toThrow(expect.objectContaining(refused))
    }
    const danger = policy.leaves.get('safety.immediate_danger')
    if (danger === undefined) throw new TypeError('no such leaf')
    const way = verdict(danger, [])
    if (way === null) throw new TypeError('leads nowhere')
    const hidden = { ...policy, hidden: new Set([danger.id]) }
    expect(() => whatArrives(hidden, way)).toThrow(expect.objectContaining(refused))
  })

  test('says within how many hours a danger is confirmed, and of nothing else how soon', () => {
    for (const leaf of leaves.filter(({ replyHours }) => replyHours === null)) {
      const way = verdict(leaf, [])
      if (way === null) continue
      const expected = leaf.category === 'safety' ? 1 : null
      expect(whatArrives(policy, way)).toEqual({ triageHours: expected })
    }
  })

  test('leaves out an office that only wants to be called', () => {
    const { investigations } = policy.offices
    const called: Policy = {
      ...policy,
      offices: {
        ...policy.offices,
        investigations: { ...investigations, receives: 'contact_card' },
      },
    }
    const fraud = policy.leaves.get('misconduct.fraud_corruption')
    if (fraud === undefined) throw new TypeError('no such leaf')
    const there = verdict(fraud, [])
    const instead = verdict(
      fraud,
      [],
      OFFICES.filter((office) => office !== 'investigations'),
    )
    if (there === null || instead === null) throw new TypeError('leads nowhere')
    expect(() => whatArrives(called, there)).toThrow(expect.objectContaining(refused))
    expect(() => whatArrives(called, instead)).not.toThrow()
  })
})
