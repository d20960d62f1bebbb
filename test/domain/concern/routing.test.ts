import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ABOUT } from '#domain/concern/about.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { routeConcern } from '#domain/concern/routing.ts'
import { POLICY } from '../../dialogs/facts.ts'

const leaves = [...POLICY.leaves.values()].filter(({ office }) => office !== null)
const anyLeaf = fc.constantFrom(...leaves)
const anyAbout = fc.subarray([...ABOUT])
const anyReceiving = fc.subarray([...OFFICES])

test('no office receives a concern about itself', () => {
  void fc.assert(
    fc.property(anyLeaf, anyAbout, anyReceiving, (leaf, about, receiving) => {
      const route = routeConcern(leaf, about, receiving)
      if (route !== null) expect(about).not.toContain(route.office)
    }),
  )
})

test('every concern lands in one office that receives, or in none when all of them are kept out', () => {
  void fc.assert(
    fc.property(anyLeaf, anyAbout, anyReceiving, (leaf, about, receiving) => {
      const left = receiving.filter((office) => !about.includes(office))
      const route = routeConcern(leaf, about, receiving)
      if (left.length === 0) expect(route).toBeNull()
      else expect(left).toContain(route?.office)
    }),
  )
})

test('keeping out an office that would not have read it changes nothing', () => {
  void fc.assert(
    fc.property(anyLeaf, anyAbout, fc.constantFrom(...OFFICES), (leaf, about, other) => {
      const before = routeConcern(leaf, about)
      if (before === null || before.office === other) return
      expect(routeConcern(leaf, [...about, other])?.office).toBe(before.office)
    }),
  )
})

test('nobody kept out: every leaf goes to its own office, without a flag', () => {
  for (const leaf of leaves)
    expect(routeConcern(leaf, [])).toEqual({ office: leaf.office, flags: [] })
})

test('a leaf that shows people and numbers goes to no office at all', () => {
  const self = POLICY.leaves.get('safety.self_harm') as Leaf
  void fc.assert(
    fc.property(anyAbout, (about) => {
      expect(routeConcern(self, about)).toBeNull()
    }),
  )
})

test('the order and repetition of what was chosen do not matter', () => {
  void fc.assert(
    fc.property(anyLeaf, anyAbout, (leaf, about) => {
      const other = [...about].reverse()
      expect(routeConcern(leaf, [...other, ...other])).toEqual(routeConcern(leaf, about))
    }),
  )
})

const goes = (id: string, ...about: (typeof ABOUT)[number][]) => {
  const leaf = leaves.find((one) => one.id === id)
  return leaf === undefined ? 'no such leaf' : routeConcern(leaf, about)?.office
}

test('who stands in for whom is as agreed', () => {
  expect(goes('advice.ethical_dilemma', 'ethics')).toBe('ombudsman')
  expect(goes('retaliation.protection_request', 'ethics')).toBe('investigations')
  expect(goes('attention.noted_no_action', 'ethics')).toBe('ombudsman')
  expect(goes('misconduct.fraud_corruption', 'investigations')).toBe('ethics')
  expect(goes('workplace.team_climate', 'ombudsman')).toBe('ethics')
  expect(goes('workplace.contract_decision', 'hr')).toBe('ombudsman')
  expect(goes('retaliation.protection_request', 'head')).toBe('investigations')
  expect(goes('misconduct.fraud_corruption', 'investigations', 'ethics')).toBe('ombudsman')
  expect(goes('misconduct.fraud_corruption', 'investigations', 'ethics', 'ombudsman')).toBe('hr')
})

test('a concern about investigations or the head tells the office that it needs another mechanism', () => {
  const fraud = POLICY.leaves.get('misconduct.fraud_corruption') as Leaf
  expect(routeConcern(fraud, ['investigations'])?.flags).toEqual([
    'alternate_investigating_mechanism',
  ])
  expect(routeConcern(fraud, ['head'])).toEqual({
    office: 'investigations',
    flags: ['governing_body_route'],
  })
})
