import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PromisedTerms } from '#domain/case/case-status.ts'
import { day, daysBetween, plusDays } from '#domain/case/day.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import { ACTS, type CaseEvent } from '#domain/case/event.ts'
import { SECTIONS, section } from '#domain/case/queue-section.ts'
import { standing } from '#domain/case/urgency.ts'

const terms: PromisedTerms = {
  receivedOn: day('2026-03-20'),
  receivedAt: null,
  replyDays: 7,
  replyHours: null,
  zone: 'Europe/Zurich',
}

/** Histories of any acts in any order, days never going back. */
const histories = fc
  .array(fc.record({ act: fc.constantFrom(...ACTS), wait: fc.integer({ min: 0, max: 9 }) }), {
    maxLength: 14,
  })
  .map((steps) => {
    let on = terms.receivedOn
    return steps.map(({ act, wait }): CaseEvent => {
      on = plusDays(on, wait)
      const corrects = act === 'corrected' ? terms.receivedOn : null
      return { act, by: 'officer', on, at: null, reason: null, corrects }
    })
  })

test('the first answer decides on time or late, and nothing that happens later changes it', () => {
  fc.assert(
    fc.property(histories, histories, (before, after) => {
      fc.pre(computeCaseStatus(terms, before).closedOn === null)
      const answered: CaseEvent = { ...first('answered'), on: lastDay(before) }
      const then = computeCaseStatus(terms, [...before, answered])
      const shifted = after.map((event) => ({ ...event, on: plusDays(event.on, 200) }))
      expect(computeCaseStatus(terms, [...before, answered, ...shifted]).outcome).toBe(then.outcome)
    }),
  )
})

test('T-151 whatever an office does to a case that has ended, before it could see that or after, changes no number', () => {
  fc.assert(
    fc.property(
      histories,
      fc.constantFrom('settled' as const, 'closed' as const, 'withdrawn' as const),
      histories,
      fc.boolean(),
      (before, ending, after, unseen) => {
        const ended = at(ending, plusDays(lastDay(before), 1))
        const later = after
          .filter(({ act }) => act !== 'reopened' && act !== 'corrected')
          // What its office closed late before it could see her end stays late.
          .filter(({ act }) => !unseen || ending !== 'settled' || act !== 'closed')
          .map((event) => ({ ...event, on: plusDays(event.on, 200) }))
        const there = computeCaseStatus(terms, [...before, ended])
        const written = unseen ? [...later, ended] : [ended, ...later]
        const { outcome, respondedOn } = computeCaseStatus(terms, [...before, ...written])
        expect([outcome, respondedOn]).toEqual([there.outcome, there.respondedOn])
      },
    ),
  )
})

test('without a pause an unanswered case is due on day seven, whatever else happens', () => {
  const quiet = [
    'acknowledged',
    'noted',
    'referral_proposed',
    'referred',
    'referral_lapsed',
  ] as const
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...quiet), { maxLength: 8 }), (acts) => {
      const status = computeCaseStatus(terms, acts.map(first))
      expect(status.dueOn).toBe('2026-03-27')
    }),
  )
})

test('a pause never takes days from the office, and never gives more than it lasted, or two', () => {
  fc.assert(
    fc.property(fc.nat({ max: 7 }), fc.nat({ max: 14 }), (asked, waited) => {
      const askedOn = plusDays(terms.receivedOn, asked)
      const backOn = plusDays(askedOn, waited)
      const status = computeCaseStatus(terms, [at('asked', askedOn), at('added', backOn)])
      const left = daysBetween(backOn, status.dueOn ?? backOn)
      expect(left).toBe(Math.max(7 - asked, 2))
    }),
  )
})

test('a late case cannot be talked on time: after the due day no history of questions makes the answer timely', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 8 }), (waits) => {
      let on = plusDays(terms.receivedOn, 8)
      const history: CaseEvent[] = []
      for (const [index, wait] of waits.entries()) {
        on = plusDays(on, wait)
        history.push(at(index % 2 === 0 ? 'asked' : 'added', on))
      }
      expect(computeCaseStatus(terms, [...history, at('answered', on)]).outcome).toBe('late')
    }),
  )
})

test('every open case stands in exactly one part of the queue, and a closed one in none', () => {
  fc.assert(
    fc.property(histories, fc.nat({ max: 60 }), (history, days) => {
      const status = computeCaseStatus(terms, history)
      const today = plusDays(terms.receivedOn, days)
      const part = section({ ...status, danger: false }, today, new Date(`${today}T12:00:00Z`))
      if (status.state === 'closed') expect(part).toBeNull()
      else expect(SECTIONS).toContain(part)
    }),
  )
})

test('overdue is exactly: an answer is owed, the clock runs or ran out before it was paused, and the day has passed', () => {
  fc.assert(
    fc.property(histories, fc.nat({ max: 60 }), (history, days) => {
      const status = computeCaseStatus(terms, history)
      const today = plusDays(terms.receivedOn, days)
      const { standing: how } = standing(status, today, new Date(`${today}T12:00:00Z`))
      const from = status.pausedOn ?? today
      expect(how === 'overdue').toBe(status.dueOn !== null && from > status.dueOn)
    }),
  )
})

type Drawn<T> = T extends fc.Arbitrary<infer One> ? One : never
type TimedEvent = { readonly event: CaseEvent; readonly hour: number }
const HEARD = ['added', 'named', 'consented', 'declined'] as const
const OFFICES = ['acknowledged', 'asked', 'consent_asked', 'answered', 'noted', 'closed'] as const

/** What an office and a duty do: on a day, and before or after the release of that day. */
const done = fc.record({
  act: fc.constantFrom(...OFFICES, 'reopened' as const, 'lapsed' as const),
  on: fc.nat({ max: 60 }),
  hour: fc.constantFrom(3, 12),
})
/** What a person writes on the page, and how many days later it is released: the next morning, or after an outage. */
const reporterActs = fc.record({
  act: fc.constantFrom(...HEARD),
  on: fc.nat({ max: 60 }),
  waits: fc.constantFrom(1, 1, 1, 2, 20),
})

/** The history as it is written, and the same with each letter where it belongs: behind what the office did on its day. */
function bothWays(
  all: readonly Drawn<typeof done>[],
  letters: readonly Drawn<typeof reporterActs>[],
) {
  const dated = (days: number) => plusDays(terms.receivedOn, days)
  const offices = all.map(({ act, on, hour }): TimedEvent => ({ event: at(act, dated(on)), hour }))
  const reporterEvents = letters.map(({ act, on, waits }) => ({
    event: { ...at(act, dated(on)), by: 'reporter' } as const,
    released: dated(on + waits),
  }))
  const written = inTurn([
    ...offices,
    ...reporterEvents.map(({ event, released }) => ({ event, on: released, hour: 7 })),
  ])
  const history: CaseEvent[] = []
  for (const event of written) {
    const { closedOn } = computeCaseStatus(terms, history)
    // A release opens what was closed before the letter was seen.
    if (closedOn !== null && event.by === 'reporter') {
      const on = event.on > closedOn ? event.on : closedOn
      history.push({ ...at('reopened', on), by: 'reporter' })
    }
    history.push(event)
  }
  const isLetter = ({ by, act }: CaseEvent) => by === 'reporter' && act !== 'reopened'
  const own = inTurn(
    history.map((event) => ({ event, on: event.on, hour: isLetter(event) ? 24 : 12 })),
  )
  const overtaken = history.some(
    ({ act, on }, n) =>
      act === 'answered' && history.slice(n + 1).some((event) => isLetter(event) && event.on < on),
  )
  return { history, own, overtaken, isLetter }
}

function inTurn(acts: readonly (TimedEvent & { on?: CaseEvent['on'] })[]): CaseEvent[] {
  return acts
    .map((act) => ({ ...act, on: act.on ?? act.event.on }))
    .toSorted((a, b) => daysBetween(b.on, a.on) || a.hour - b.hour)
    .map(({ event }) => event)
}

test('T-102 whatever an office does while a letter waits, the clock says afterwards what it says had the letter been there on its day', () => {
  fc.assert(
    fc.property(
      fc.array(done, { maxLength: 12 }),
      fc.array(reporterActs, { maxLength: 5 }),
      (acts, letters) => {
        const { history, own, overtaken, isLetter } = bothWays(acts, letters)
        const status = computeCaseStatus(terms, history)
        const there = computeCaseStatus(terms, own)
        // A letter that no answer knew of is owed one. All else is the same.
        if (!overtaken) expect(status).toEqual(there)
        for (const field of ['acknowledgedOn', 'respondedOn', 'closedOn'] as const) {
          expect(status[field]).toBe(there[field])
        }
        for (const n of history.keys()) {
          const now = computeCaseStatus(terms, history.slice(0, n + 1))
          const questions = history.slice(0, n + 1).filter(({ act }) => /asked$/.test(act))
          expect(now.pausedDays).toBeGreaterThanOrEqual(0)
          expect(now.pausedDays).toBeLessThanOrEqual(14 * questions.length)
          // When a letter is released, something is owed for it.
          const released = history[n]
          if (released !== undefined && isLetter(released)) {
            expect(['answered', 'closed']).not.toContain(now.state)
          }
        }
      },
    ),
    { numRuns: 2_000 },
  )
})

test('T-102 closing a case and opening it again takes no day of a pause, and forgets nothing that is owed', () => {
  fc.assert(
    fc.property(histories, fc.nat({ max: 20 }), fc.nat({ max: 20 }), (history, closed, opened) => {
      const before = computeCaseStatus(terms, history)
      fc.pre(before.state !== 'closed')
      const closing = at('closed', plusDays(lastDay(history), closed))
      const opening = at('reopened', plusDays(closing.on, opened))
      const heard = computeCaseStatus(terms, [...history, at('added', closing.on)])
      const after = computeCaseStatus(terms, [...history, closing, opening])
      expect(after.pausedDays).toBe(heard.pausedDays)
      expect(after.dueOn).toBe(before.dueOn === null ? null : heard.dueOn)
    }),
  )
})

function first(act: CaseEvent['act']): CaseEvent {
  return at(act, terms.receivedOn)
}

function at(act: CaseEvent['act'], on: CaseEvent['on']): CaseEvent {
  return { act, by: 'officer', on, at: null, reason: null, corrects: null }
}

function lastDay(history: readonly CaseEvent[]) {
  return history.at(-1)?.on ?? terms.receivedOn
}
