import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Journey,
  leafOf,
  move,
  promiseOf,
  routeOf,
  START,
  settleJourney,
  show,
} from '#dialogs/journey.ts'
import { follow, isNode, LEAVES, TREE } from '#dialogs/taxonomy.ts'
import { factsFor, POLICY } from './facts.ts'
import { TAXONOMY } from './taxonomy.ts'
import { anyWalk, at, onward, press, walk } from './walks.ts'

const facts = factsFor()
const walks = anyWalk

test('every leaf is reached by its own taps, at most three, and by no others', () => {
  const reached = new Map<string, string[][]>()
  const visit = (taps: string[]) => {
    const to = follow(taps)
    if (to !== null && isNode(to)) for (const tap of Object.keys(TREE[to])) visit([...taps, tap])
    else if (to !== null) reached.set(to, [...(reached.get(to) ?? []), taps])
  }
  visit([])
  for (const [leaf, taps, office, mode, consent] of TAXONOMY) {
    expect(POLICY.leaves.get(leaf)).toMatchObject({ office, mode, consent })
    expect(taps.length).toBeLessThanOrEqual(3)
    expect(at(taps, facts).leaf, leaf).toBe(leaf)
    if (leaf !== 'service.unclear') expect(reached.get(leaf), leaf).toEqual([taps])
  }
  expect([...LEAVES].sort()).toEqual(TAXONOMY.map(([leaf]) => leaf).sort())
  expect(LEAVES).toHaveLength(55)
})

test('"I am not sure" leads from every question to a person who finds the place', () => {
  for (const taps of [[], ['ask'], ['happened', 'people'], ['danger'], ['punished', 'already']]) {
    expect(at([...taps, 'unsure'], facts).leaf).toBe('service.unclear')
  }
})

test('the walks of these tests come to every step, often enough to mean something', () => {
  const steps = new Map<string, number>()
  for (const presses of fc.sample(walks, { numRuns: 100, seed: 7 })) {
    for (const step of new Set(walk(presses, facts).map((journey) => journey.step))) {
      steps.set(step, (steps.get(step) ?? 0) + 1)
    }
  }
  for (const step of [
    'door',
    'identity',
    'consent',
    'check',
    'account',
    'nobody_left',
    'self_harm',
  ]) {
    expect(steps.get(step) ?? 0, step).toBeGreaterThan(0)
  }
})

test('whatever is pressed, only answers that were not asked for are refused', () => {
  void fc.assert(
    fc.property(walks, (presses) => {
      for (const journey of walk(presses, facts)) {
        expect(() => show(journey, facts)).not.toThrow()
      }
    }),
    { numRuns: 100 },
  )
})

test('nobody comes to writing without the promise, the identity, the consent and the reading over', () => {
  void fc.assert(
    fc.property(walks, (presses) => {
      const passed: string[] = []
      for (const journey of walk(presses, facts)) {
        if (journey.step === 'tree' || journey.step === 'keep_out') passed.length = 0
        passed.push(journey.step)
        if (journey.step !== 'account') continue
        const needed = ['door', 'identity', 'check']
        if (leafOf(journey, POLICY)?.consent !== 'not_applicable') needed.push('consent')
        expect(passed).toEqual(expect.arrayContaining(needed))
        expect(journey.identity).not.toBeNull()
        expect(journey.promised).toMatchObject({ office: routeOf(journey, facts)?.office })
      }
    }),
    { numRuns: 100 },
  )
})

test('Back leads to where she was, and forgets only what was answered after it', () => {
  void fc.assert(
    fc.property(walks, (presses) => {
      const journeys = walk(presses, facts)
      for (const [n, after] of journeys.entries()) {
        const before = journeys[n - 1]
        if (before === undefined || !goesOn(before, after)) continue
        const back = move(after, press('back'), facts)
        expect(settleJourney(back, facts)).toMatchObject({
          step: before.step,
          taps: before.taps,
          leaf: before.leaf,
          adviceOnly: before.adviceOnly,
        })
      }
    }),
    { numRuns: 100 },
  )
})

/** From one screen to a later one: everything but Back, Start again, and staying. */
function goesOn(before: Journey, after: Journey): boolean {
  const order = ['tree', 'numbers', 'self_harm', 'information', 'keep_out', 'door', 'nobody_left']
  const late = ['protects_me', 'identity', 'consent', 'check', 'account']
  const rank = (journey: Journey) =>
    journey.taps.length * 100 +
    (journey.adviceOnly ? 50 : 0) +
    [...order, ...late].indexOf(journey.step)
  if (after.step === 'who_does_what') return before.step === 'tree'
  if (before.step === 'who_does_what' || before.step === 'protects_me') return false
  return rank(after) > rank(before)
}

test('an exclusion never adds a reader, and who is kept out never reads', () => {
  void fc.assert(
    fc.property(walks, (presses) => {
      for (const journey of walk(presses, facts)) {
        const route = routeOf(journey, facts)
        if (route === null) continue
        expect(journey.about).not.toContain(route.office)
        const free = routeOf({ ...journey, keptOut: [] }, facts)
        const excluded = journey.keptOut.filter((id) => id.startsWith(`${route.office}-`))
        expect(promiseOf(journey, facts)?.readers).toBe(3 - excluded.length)
        if (free?.office === route.office) {
          expect(promiseOf(journey, facts)?.readers).toBeLessThanOrEqual(3)
        }
      }
    }),
    { numRuns: 100 },
  )
})

test('every leaf lands in one office that may read it, or at the contacts outside', () => {
  const ids = Object.values(facts.officers).flatMap((some) => (some ?? []).map(({ id }) => id))
  void fc.assert(
    fc.property(
      fc.constantFrom(...TAXONOMY.filter(([, , office]) => office !== null)),
      fc.subarray(['ethics', 'ombudsman', 'investigations', 'hr', 'head'] as const),
      fc.subarray(ids),
      fc.boolean(),
      ([leaf, taps], about, keptOut, adviceOnly) => {
        const journey: Journey = {
          ...START,
          step: 'door',
          taps: [...taps],
          leaf,
          about,
          keptOut,
          adviceOnly,
        }
        const route = routeOf(journey, facts)
        const dialog = show(journey, facts)
        if (route === null) {
          expect(dialog.id).toBe('nobody_left')
          expect(dialog.body.some(({ kind }) => kind === 'number')).toBe(true)
          return
        }
        expect(about).not.toContain(route.office)
        expect(promiseOf(journey, facts)?.readers).toBeGreaterThan(0)
        expect(dialog.id).toBe('door')
      },
    ),
  )
})

test('words never move anybody: whatever is typed beside Send, she stays, and so does the office', () => {
  const journey = toAccount()
  void fc.assert(
    fc.property(fc.string(), fc.string(), (account, where) => {
      const moved = move(journey, press('send', null, { account, where }), facts)
      expect(moved).toEqual(journey)
      expect(routeOf(moved, facts)?.office).toBe('investigations')
    }),
  )
})

function toAccount(): Journey {
  let journey = at(['happened', 'money', 'fraud'], facts)
  while (journey.step !== 'account') journey = onward(journey, facts)
  return journey
}

test('a promise that no longer holds shows its screen again, before anything can be sent', () => {
  const journey = toAccount()
  expect(settleJourney(journey, facts)).toEqual(journey)
  const fewer = factsFor('en', {
    officers: { ...facts.officers, investigations: [{ id: 'investigations-1', label: 'One' }] },
  })
  expect(settleJourney(journey, fewer).step).toBe('door')
  const away = factsFor('en', { officers: { ...facts.officers, investigations: [] } })
  expect(show(journey, away).id).toBe('nobody_left')
  expect(show(journey, factsFor('en', { officers: {} })).id).toBe('nobody_left')
})

test('going back and tapping something else forgets exclusions, identity and consent of before', () => {
  let journey = at(['happened', 'money', 'fraud'], facts)
  journey = onward(journey, facts, { about: ['investigations'], kept_out: [] })
  journey = onward(journey, facts)
  journey = onward(journey, facts, { identity: 'named' })
  journey = onward(journey, facts, { pass_on: 'yes' })
  expect(journey).toMatchObject({ step: 'check', identity: 'named', passOn: true })
  for (let n = 0; n < 5; n += 1) journey = move(journey, press('back'), facts)
  journey = move(journey, press('tap', 'contract'), facts)
  expect(journey).toEqual({
    ...START,
    step: 'keep_out',
    taps: ['happened', 'money', 'contract'],
    leaf: 'misconduct.procurement_irregularity',
  })
})

test('changing who is kept out asks again who she is and what may be passed on', () => {
  let journey = at(['happened', 'money', 'fraud'], facts)
  journey = onward(journey, facts)
  journey = onward(journey, facts)
  journey = onward(journey, facts, { identity: 'named' })
  for (let n = 0; n < 3; n += 1) journey = move(journey, press('back'), facts)
  expect(journey).toMatchObject({ step: 'keep_out', identity: 'named' })
  const changed = onward(journey, facts, { about: ['investigations'] })
  expect(changed).toMatchObject({ step: 'door', identity: null, passOn: false, promised: null })
})
