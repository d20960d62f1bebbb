import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerTo, consentStanding, type GivenConsent, openRequest } from '#domain/case/consent.ts'
import { day } from '#domain/case/day.ts'
import type { MessageId } from '#domain/case/ids.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'

const ON = day('2026-11-23')
type Press = { readonly request: number; readonly agreed: boolean }
type Step = Press | 'ask' | 'hand over'

const steps = fc.array(
  fc.oneof(
    fc.constantFrom<Step>('ask', 'hand over'),
    fc.record({ request: fc.nat(3), agreed: fc.boolean() }),
  ),
  { maxLength: 24 },
)
const id = (at: number) => `request-${at}` as MessageId

/** Presses as they may come, each recorded only when the rule says that it is new. */
function played(all: readonly Step[]) {
  const letters: { id: MessageId; dir: 'o>r'; kind: 'consent' }[] = []
  const given: GivenConsent[] = []
  const pressed: Press[] = []
  let at: Office = 'ethics'
  for (const step of all) {
    if (step === 'ask') {
      letters.push({ id: id(letters.length), dir: 'o>r', kind: 'consent' })
      continue
    }
    if (step === 'hand over') {
      if (given.some(({ agreed }) => agreed)) at = 'hr'
      continue
    }
    if (step.request >= letters.length) continue
    pressed.push(step)
    const press = { request: id(step.request), agreed: step.agreed }
    if (answerTo(press, letters, given, at) !== 'new') continue
    given.push({ ...press, office: 'hr', hash: 'h'.repeat(43), on: ON })
  }
  return { letters, given, pressed, at }
}

test('nobody agreed who did not press Yes, and whoever pressed No before a hand-over did not agree', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const { letters, given, pressed, at } = played(all)
      for (const [n, { id: request }] of letters.entries()) {
        const standing = consentStanding(request, letters, given, at)
        const presses = pressed.filter((press) => press.request === n)
        if (!presses.some(({ agreed }) => agreed)) {
          expect(['open', 'replaced', 'declined']).toContain(standing)
        }
        if (at === 'ethics' && presses.at(-1)?.agreed === false) expect(standing).not.toBe('agreed')
      }
    }),
  )
})

test('a request has at most one Yes and one No, and never a Yes after a No', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const { letters, given } = played(all)
      for (const { id: request } of letters) {
        const answers = given.filter((one) => one.request === request).map(({ agreed }) => agreed)
        expect([[], [true], [false], [true, false]]).toContainEqual(answers)
      }
    }),
  )
})

test('at most one request waits for her, and it is the newest', () => {
  fc.assert(
    fc.property(steps, fc.constantFrom(...OFFICES), (all, at) => {
      const { letters, given } = played(all)
      const waiting = letters.filter(
        ({ id: request }) => consentStanding(request, letters, given, at) === 'open',
      )
      expect(waiting.map(({ id: request }) => request)).toEqual(
        [openRequest(letters, given)].filter((request) => request !== null),
      )
    }),
  )
})

test('every press that is not new is told why, and a request of no case is none', () => {
  const letters = [{ id: id(0), dir: 'o>r', kind: 'consent' }] as const
  expect(consentStanding(id(9), letters, [], 'ethics')).toBeNull()
  expect(() => answerTo({ request: id(9), agreed: true }, letters, [], 'ethics')).toThrow(
    expect.objectContaining({ code: 'CASE_UNKNOWN' }),
  )
})
