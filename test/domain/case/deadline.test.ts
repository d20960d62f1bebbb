import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import type { PromisedTerms } from '#domain/case/case-status.ts'
import { type Day, day, dayIn, daysBetween, plusDays } from '#domain/case/day.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import type { Act, CaseEvent } from '#domain/case/event.ts'
import { lapsesOn, standing } from '#domain/case/urgency.ts'

/** The last millisecond of a day in a zone: a reply then is still on time. */
function endOf(on: Day, zone: string): Date {
  const next = Temporal.PlainDate.from(on).add({ days: 1 }).toZonedDateTime(zone)
  return new Date(next.epochMilliseconds - 1)
}

const NOON = (on: string) => new Date(`${on}T12:00:00Z`)

function received(zone: string, at: string, replyDays = 7): PromisedTerms {
  return {
    receivedOn: dayIn(zone, new Date(at)),
    receivedAt: null,
    replyDays,
    replyHours: null,
    zone,
  }
}

function event(act: Act, on: string, more: Partial<CaseEvent> = {}): CaseEvent {
  const by = act === 'added' ? 'reporter' : 'officer'
  return { act, by, on: day(on), at: null, reason: null, corrects: null, ...more }
}

const plain: PromisedTerms = {
  receivedOn: day('2026-11-02'),
  receivedAt: null,
  replyDays: 7,
  replyHours: null,
  zone: 'Europe/Zurich',
}

test.each([
  [
    'Geneva, a minute before midnight, clocks change in between',
    'Europe/Zurich',
    '2026-03-26T22:59:00Z',
    '2026-04-02',
  ],
  ['Geneva, a minute after midnight', 'Europe/Zurich', '2026-03-26T23:01:00Z', '2026-04-03'],
  ['Kathmandu, 5:45 ahead', 'Asia/Kathmandu', '2026-06-10T18:20:00Z', '2026-06-18'],
  ['Kiritimati, a day ahead of most', 'Pacific/Kiritimati', '2026-06-10T10:30:00Z', '2026-06-18'],
  [
    'New York, the day the clock goes back',
    'America/New_York',
    '2026-11-01T12:00:00Z',
    '2026-11-08',
  ],
  ['over the end of January', 'UTC', '2026-01-31T09:00:00Z', '2026-02-07'],
  ['over a leap day', 'UTC', '2028-02-24T09:00:00Z', '2028-03-02'],
  ['over the end of the year', 'UTC', '2026-12-25T09:00:00Z', '2027-01-01'],
])('T-102 the answer is due at the end of day seven: %s', (_, zone, at, due) => {
  expect(computeCaseStatus(received(zone, at), []).dueOn).toBe(due)
})

test('T-102 the last millisecond of the day is on time and the next is not', () => {
  const last = endOf(day('2026-04-02'), 'Europe/Zurich')
  expect(last.toISOString()).toBe('2026-04-02T21:59:59.999Z')
  expect(dayIn('Europe/Zurich', last)).toBe('2026-04-02')
  expect(dayIn('Europe/Zurich', new Date(last.getTime() + 1))).toBe('2026-04-03')
})

test.each([
  ['2026-11-09', 'on_time'],
  ['2026-11-10', 'late'],
] as const)('an answer on %s is %s', (on, outcome) => {
  expect(computeCaseStatus(plain, [event('answered', on)]).outcome).toBe(outcome)
})

test('a question pauses, and the days that were left are left afterwards', () => {
  const status = computeCaseStatus(plain, [
    event('asked', '2026-11-04'),
    event('added', '2026-11-07'),
  ])
  expect(status.dueOn).toBe('2026-11-12')
  expect(status.pausedDays).toBe(3)
  expect(status.state).toBe('acknowledged')
})

test('an answer to a question on the last day leaves the officer two days', () => {
  const status = computeCaseStatus(plain, [
    event('asked', '2026-11-09'),
    event('added', '2026-11-13'),
  ])
  expect(status.dueOn).toBe('2026-11-15')
})

test('a question asked when it was already late does not make it early again', () => {
  const history = [event('asked', '2026-11-11'), event('added', '2026-11-20')]
  expect(computeCaseStatus(plain, history).dueOn).toBe('2026-11-09')
  expect(computeCaseStatus(plain, [...history, event('answered', '2026-11-20')]).outcome).toBe(
    'late',
  )
  const waiting = computeCaseStatus(plain, history.slice(0, 1))
  expect(standing(waiting, day('2026-11-12'), NOON('2026-11-12')).standing).toBe('overdue')
})

test('only a person answers: receipt, acknowledgement, note and referral are no answer', () => {
  const acts: Act[] = ['received', 'acknowledged', 'noted', 'referral_proposed', 'referred']
  const status = computeCaseStatus(
    plain,
    acts.map((act) => event(act, '2026-11-03')),
  )
  expect(status.respondedOn).toBeNull()
  expect(status.dueOn).toBe('2026-11-09')
})

test('case 71: acknowledging twice keeps the first day and moves no deadline', () => {
  const status = computeCaseStatus(plain, [
    event('acknowledged', '2026-11-03'),
    event('acknowledged', '2026-11-08'),
  ])
  expect(status.acknowledgedOn).toBe('2026-11-03')
  expect(status.dueOn).toBe('2026-11-09')
})

test('a referral on day six leaves day seven where it was', () => {
  expect(computeCaseStatus(plain, [event('referred', '2026-11-08')]).dueOn).toBe('2026-11-09')
})

test('a correction is an event, and moves the due day with it in the open', () => {
  const corrected = event('corrected', '2026-11-05', {
    reason: 'clerical_error',
    corrects: day('2026-10-30'),
  })
  expect(computeCaseStatus(plain, [corrected]).dueOn).toBe('2026-11-06')
})

test('a word of the person after the answer makes the office owe one again, and the first outcome stands', () => {
  const status = computeCaseStatus(plain, [
    event('answered', '2026-11-05'),
    event('added', '2026-11-20'),
  ])
  expect(status.dueOn).toBe('2026-11-27')
  expect(status.outcome).toBe('on_time')
  expect(status.respondedOn).toBe('2026-11-05')
})

test('case 72: reopening clears the closing, closing again stamps it again', () => {
  const history = [event('closed', '2026-11-04'), event('reopened', '2026-11-05')]
  expect(computeCaseStatus(plain, history)).toMatchObject({
    state: 'received',
    closedOn: null,
    dueOn: '2026-11-09',
  })
  expect(computeCaseStatus(plain, [...history, event('closed', '2026-11-06')]).closedOn).toBe(
    '2026-11-06',
  )
})

test('forty-eight hours are hours, over the night the clocks change', () => {
  const receivedAt = new Date('2026-03-28T10:00:00Z')
  const terms: PromisedTerms = {
    ...plain,
    receivedOn: day('2026-03-28'),
    receivedAt,
    replyDays: 2,
    replyHours: 48,
  }
  const status = computeCaseStatus(terms, [])
  expect(status.dueAt?.toISOString()).toBe('2026-03-30T10:00:00.000Z')
  const at = (time: string) => event('answered', '2026-03-30', { at: new Date(time) })
  expect(computeCaseStatus(terms, [at('2026-03-30T10:00:00Z')]).outcome).toBe('on_time')
  expect(computeCaseStatus(terms, [at('2026-03-30T10:00:00.001Z')]).outcome).toBe('late')
})

test('a question that stays unanswered for fourteen days has lapsed on the fifteenth', () => {
  const waiting = computeCaseStatus(plain, [event('asked', '2026-11-04')])
  expect(lapsesOn(waiting)).toBe('2026-11-19')
  const lapsed = computeCaseStatus(plain, [
    event('asked', '2026-11-04'),
    event('lapsed', '2026-11-19', { by: 'duty' }),
  ])
  expect(lapsed.state).toBe('lapsed')
  expect(lapsed.outcome).toBeNull()
})

test('days count over every boundary of the calendar', () => {
  expect(daysBetween(day('2028-02-28'), day('2028-03-01'))).toBe(2)
  expect(plusDays(day('2026-12-31'), 1)).toBe('2027-01-01' as Day)
  expect(() => day('2026-02-30')).toThrow(RangeError)
})

test.each(['closed', 'settled', 'withdrawn'] as const)(
  'T-151 a late answer that never came stays late when the case is %s',
  (ending) => {
    const outcome = (...history: CaseEvent[]) => computeCaseStatus(plain, history).outcome
    expect(outcome(event(ending, '2026-11-09'))).toBeNull()
    expect(outcome(event(ending, '2026-11-10'))).toBe('late')
    expect(outcome(event('acknowledged', '2026-11-03'), event(ending, '2026-11-10'))).toBe('late')
    // A question in time stops the clock; one asked too late does not.
    expect(outcome(event('asked', '2026-11-09'), event(ending, '2026-12-20'))).toBeNull()
    expect(outcome(event('asked', '2026-11-10'), event(ending, '2026-11-11'))).toBe('late')
    const reopened = [event(ending, '2026-11-10'), event('reopened', '2026-11-11')]
    expect(outcome(...reopened, event('answered', '2026-11-11'))).toBe('late')
    expect(outcome(event('answered', '2026-11-05'), event(ending, '2026-12-20'))).toBe('on_time')
  },
)

const pausing: PromisedTerms = { ...plain, receivedOn: day('2026-11-09') }

test('T-102 what waited for the release is counted on its own day, not behind what the office did since', () => {
  const status = computeCaseStatus(pausing, [
    event('asked', '2026-11-11'),
    event('added', '2026-11-10'),
  ])
  expect(status).toMatchObject({ pausedDays: 0, pausedOn: '2026-11-11', dueOn: '2026-11-16' })
  const answered = [event('asked', '2026-11-11'), event('added', '2026-11-10')]
  expect(computeCaseStatus(pausing, [...answered, event('answered', '2026-11-16')]).outcome).toBe(
    'on_time',
  )
})

test('T-102 a case that is closed while it waits for its person, and opened again, keeps the days it waited', () => {
  const asked = event('asked', '2026-11-11')
  const heard = computeCaseStatus(pausing, [asked, event('added', '2026-11-21')])
  expect(heard).toMatchObject({ dueOn: '2026-11-26', pausedDays: 10 })
  const opened = [
    asked,
    event('closed', '2026-11-21'),
    event('reopened', '2026-11-21', { by: 'reporter' }),
    event('added', '2026-11-21'),
  ]
  expect(computeCaseStatus(pausing, opened)).toMatchObject({ dueOn: '2026-11-26', pausedDays: 10 })
  expect(computeCaseStatus(pausing, [...opened, event('answered', '2026-11-22')]).outcome).toBe(
    'on_time',
  )
})

test('T-102 a case that is closed and opened again owes what it owed', () => {
  const again = [event('answered', '2026-11-11'), event('added', '2026-11-12')]
  const opened = [...again, event('closed', '2026-11-13'), event('reopened', '2026-11-14')]
  expect(computeCaseStatus(pausing, opened)).toMatchObject({
    state: 'acknowledged',
    dueOn: '2026-11-19',
  })
  // Closed before its office saw the letter: the release opens it again.
  const unseen = [
    event('answered', '2026-11-11'),
    event('closed', '2026-11-13'),
    event('reopened', '2026-11-13', { by: 'reporter' }),
    event('added', '2026-11-12'),
  ]
  expect(computeCaseStatus(pausing, unseen)).toMatchObject({
    state: 'acknowledged',
    dueOn: '2026-11-19',
  })
})

test('T-102 an answer that did not know of a letter leaves an answer to it owed, from the day of the letter', () => {
  const status = computeCaseStatus(pausing, [
    event('answered', '2026-11-11'),
    event('added', '2026-11-10'),
  ])
  expect(status).toMatchObject({ state: 'acknowledged', outcome: 'on_time', dueOn: '2026-11-17' })
})

test('T-102 her answer of the fourteenth day is no lapse, though the lapse was written before the release', () => {
  const lapsed = event('lapsed', '2026-11-25', { by: 'duty' })
  const status = computeCaseStatus(pausing, [
    event('asked', '2026-11-10'),
    lapsed,
    event('added', '2026-11-24'),
  ])
  expect(status).toMatchObject({ state: 'acknowledged', pausedDays: 14, dueOn: '2026-11-30' })
})

test('T-102 a pause counts fourteen days, and an answer behind a lapse is neither in time nor late', () => {
  const asked = event('asked', '2026-11-16')
  const outcome = (on: string) => computeCaseStatus(pausing, [asked, event('answered', on)])
  expect(outcome('2026-11-30')).toMatchObject({ outcome: 'on_time', pausedDays: 14 })
  expect(outcome('2026-12-01')).toMatchObject({ outcome: null, pausedDays: 14 })
  expect(outcome('2027-04-24')).toMatchObject({ outcome: null, pausedDays: 14 })
  const late = [event('asked', '2026-11-17'), event('answered', '2027-04-24')]
  expect(computeCaseStatus(pausing, late).outcome).toBe('late')
  // Heard after all, the office has what was left, or two days.
  expect(computeCaseStatus(pausing, [asked, event('added', '2027-04-24')])).toMatchObject({
    dueOn: '2027-04-26',
    pausedDays: 14,
  })
})

test('T-102 what is taken back after it was closed in time is not late', () => {
  const over = [event('closed', '2026-11-10'), event('withdrawn', '2026-12-20')]
  expect(computeCaseStatus(pausing, over).outcome).toBeNull()
})

test('T-151 what ended in time owes nothing: an answer that its office gave before it could see that is not late', () => {
  const settled = event('settled', '2026-11-16', { by: 'reporter' })
  // The office answers before the release, which writes what the person did behind it.
  const written = [event('answered', '2026-11-17'), settled]
  expect(computeCaseStatus(pausing, written)).toMatchObject({
    state: 'closed',
    outcome: null,
    respondedOn: null,
    closedOn: '2026-11-16',
  })
  const late = { ...settled, on: day('2026-11-17') }
  const afterwards = [event('answered', '2026-11-18'), late]
  expect(computeCaseStatus(pausing, afterwards)).toMatchObject({
    outcome: 'late',
    respondedOn: null,
  })
  // What the person writes later is owed an answer, from its own day.
  const again = [...written, event('reopened', '2026-11-18'), event('added', '2026-11-18')]
  expect(computeCaseStatus(pausing, again)).toMatchObject({ outcome: null, dueOn: '2026-11-25' })
})

test('T-151 a closing that was late stays late, and what the person settled before it stays closed, also behind a letter', () => {
  const settled = event('settled', '2026-11-16', { by: 'reporter' })
  const late = [event('closed', '2026-11-17'), settled]
  expect(computeCaseStatus(pausing, late)).toMatchObject({ state: 'closed', outcome: 'late' })
  const inTime = [event('closed', '2026-11-16'), { ...settled, on: day('2026-11-17') }]
  expect(computeCaseStatus(pausing, inTime)).toMatchObject({ state: 'closed', outcome: null })
  const opened = [event('closed', '2026-11-16'), event('reopened', '2026-11-16')]
  const behind = [...opened, event('added', '2026-11-15'), { ...settled, on: day('2026-11-15') }]
  expect(computeCaseStatus(pausing, behind)).toMatchObject({ state: 'closed', outcome: null })
})
