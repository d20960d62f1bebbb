import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Role } from '#db/roles/role.ts'
import { plusDays } from '#domain/case/day.ts'
import type { Direction, Kind } from '#domain/case/message.ts'
import { ofItsDay } from '../fixtures/any-day.ts'
import { filing, officerA, officerB } from '../fixtures/filing.ts'
import { inOtherHands } from '../fixtures/in-other-hands.ts'
import { actRow, givenRequests, letterRows } from '../fixtures/letter-rows.ts'
import { TERMS, TODAY, ZONE } from '../fixtures/noon.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { fileInDelayedInbox } from '../fixtures/waiting.ts'

const DENIED = '42501'
const REFUSED = 'AS001'

let db: TestDatabase
let made: ReturnType<typeof filing>
let waits: Awaited<ReturnType<typeof fileInDelayedInbox>>
beforeAll(async () => {
  db = await freshStore({ clock: { now: () => new Date() } })
  await ofItsDay(db.url)
  waits = await fileInDelayedInbox(db, { terms: TERMS })
})
afterAll(() => db.end())
beforeEach(async () => {
  made = filing({
    category: 'safety',
    leaf: 'safety.immediate_danger',
    triageHours: 1,
    terms: { ...TERMS, receivedAt: new Date() },
    readers: [officerA, officerB],
  })
  await db.store.intake.file(made)
  await givenRequests(db.superuser, made.id, TODAY)
})

const hex = (one: Uint8Array | undefined) => Buffer.from(one ?? []).toString('hex')
const ID = '$id'
const LETTER = '$letter'
const WAITS = '$waits'

const tried = (role: Role, statement: string) =>
  inOtherHands(db.url, role, {
    officer: officerA,
    lookups: [made.receipt.lookups[0], waits.lookup],
    statement: statement
      .replaceAll(ID, made.id)
      .replaceAll(LETTER, made.letters[0]?.id ?? '')
      .replaceAll(WAITS, hex(waits.lookup)),
  })

const event = (act: string, by: 'officer' | 'reporter' | 'duty') =>
  actRow(`'${ID}'`, act, by, TODAY, officerA)
const change = (to: string) => `update "case" set ${to} where id = '${ID}'`
const NEW_CASE = `insert into "case" (id, reference, office, category, channel, identity, flags, policy,
  reporter_certificate, received_on, reply_days, zone, paused_days`

const letter = (dir: Direction, kind: Kind, day = TODAY as string) =>
  letterRows(`'${ID}'`, dir, kind, day)
const answered = (day: string) => `${event('answered', 'officer')}; ${letter('o>r', 'answer', day)}`
const added = (day: string) => `${event('added', 'reporter')}; ${letter('r>o', 'addition', day)}`
const agreed = (day: string) =>
  `${event('consented', 'reporter')}; ${letter('r>o', 'consent')}; insert into consent (case_id, n, office, content, request, agreed, day)
    values ('${ID}', 90, 'hr', '\\x01', 'c${ID}', true, '${day}')`
const askedName = (day: string) =>
  `${event('identity_asked', 'officer')}; insert into identity_request (id, case_id, message_id, officer, reason, asked_on)
    values (repeat('q', 22), '${ID}', 'i${ID}', '${officerA}', 'protection', '${day}')`
const received = (day: string, consentDay: string, since = TODAY as string) => `
  ${NEW_CASE}, state) values (repeat('n', 22), 'NNN-NNN', 'ethics', 'advice', 'web_page', 'not_told', '{}', 'p', 'c', '${TODAY}', 7, '${ZONE}', 0, 'received');
  insert into case_key (case_id, key) values (repeat('n', 22), repeat('k', 32)::bytea);
  insert into event (case_id, n, day, act, actor) values (repeat('n', 22), 1, '${TODAY}', 'received', 'reporter');
  ${letterRows("repeat('n', 22)", 'r>o', 'concern', day)};
  insert into consent (case_id, n, agreed, day) values (repeat('n', 22), 1, true, '${consentDay}');
  insert into reader (case_id, officer, since, reason, office) values (repeat('n', 22), '${officerA}', '${since}', 'filed', 'ethics')`

/** What each login could move, and by which right. What goes through is named after it. */
const TRIES: readonly (readonly [
  role: Role,
  what: string,
  refused: string | null,
  statement: string,
])[] = [
  // Due day, outcome, state: none without an act that moves it, in the same transaction.
  ...(['aside_desk', 'aside_reporter'] as const).flatMap((role) =>
    [
      "due_on = '2031-01-01'",
      'due_at = now()',
      `paused_on = '${TODAY}'`,
      'paused_days = 9',
      `acknowledged_on = '${TODAY}'`,
      `responded_on = '${TODAY}'`,
      "outcome = 'on_time'",
      `closed_on = '${TODAY}'`,
      "state = 'answered'",
    ].map((to) => [role, to, REFUSED, change(to)] as const),
  ),
  ['aside_desk', 'the minute of a danger', DENIED, change('received_at = null')],
  ['aside_reporter', 'the minute of a danger', DENIED, change('received_at = null')],
  ['aside_reporter', 'how much is said of who she is', REFUSED, change("identity = 'named'")],
  [
    'aside_desk',
    'the due day, beside a note',
    REFUSED,
    `${event('noted', 'officer')}; ${change("due_on = '2031-01-01'")}`,
  ],
  [
    'aside_desk',
    'that it was confirmed, beside a note',
    REFUSED,
    `${event('noted', 'officer')}; ${change(`acknowledged_on = '${TODAY}'`)}`,
  ],
  [
    'aside_desk',
    'that it is spam, beside an answer',
    REFUSED,
    `${event('answered', 'officer')}; ${change('is_spam = true')}`,
  ],
  [
    'aside_desk',
    'its end, beside an answer',
    REFUSED,
    `${event('answered', 'officer')}; ${change(`closed_on = '${TODAY}'`)}`,
  ],
  [
    'aside_reporter',
    'that it was confirmed, beside an addition',
    REFUSED,
    `${event('added', 'reporter')}; ${change(`acknowledged_on = '${TODAY}'`)}`,
  ],
  [
    'aside_reporter',
    'that it ended late, before its line',
    REFUSED,
    `set constraints all immediate; ${event('settled', 'reporter')}; ${change(`closed_on = '${TODAY}', outcome = 'late'`)}`,
  ],
  ['aside_duty', 'the state, without the act', REFUSED, change("state = 'lapsed'")],

  // Rows that say something: none without the act that the ledger names.
  ['aside_desk', 'a letter without an act', REFUSED, letter('o>r', 'answer')],
  ['aside_reporter', 'a letter without an act', REFUSED, letter('r>o', 'addition')],
  [
    'aside_desk',
    'a letter beside its mark of spam',
    REFUSED,
    `${event('set_aside', 'officer')}; ${letter('o>r', 'answer')}`,
  ],
  // Nor of another day than that act; of its day, it goes through.
  ...[-1, 0, 1].flatMap((days) => {
    const [day, refused] = [plusDays(TODAY, days), days === 0 ? null : REFUSED]
    return [
      ['aside_desk', `a letter ${days} day off`, refused, answered(day)],
      ['aside_reporter', `a letter ${days} day off`, refused, added(day)],
      ['aside_reporter', `a Yes ${days} day off`, refused, agreed(day)],
      ['aside_desk', `a request for a name ${days} day off`, refused, askedName(day)],
      ['aside_intake', `a first letter ${days} day off`, refused, received(day, TODAY)],
      ['aside_intake', `what is agreed to at first ${days} day off`, refused, received(TODAY, day)],
      ['aside_intake', `who reads it from ${days} day off`, refused, received(TODAY, TODAY, day)],
    ] as const
  }),

  // What an officer fetched.
  [
    'aside_desk',
    'a read mark without its line',
    REFUSED,
    `insert into read_mark (case_id, officer, n) values ('${ID}', '${officerA}', 1)`,
  ],
  [
    'aside_desk',
    'a read mark of what is not there',
    REFUSED,
    `select audit_case_fetch('${ID}', now()); insert into read_mark (case_id, officer, n) values ('${ID}', '${officerA}', 99)`,
  ],
  [
    'aside_desk',
    'a read mark of somebody else',
    DENIED,
    `insert into read_mark (case_id, officer, n) values ('${ID}', '${officerB}', 1)`,
  ],
  [
    'aside_desk',
    'opened what was not fetched',
    REFUSED,
    `select audit_case_fetch('${ID}', now()); insert into read_mark (case_id, officer, n, opened) values ('${ID}', '${officerA}', 1, 2)`,
  ],

  // Lines of the ledger.
  [
    'aside_intake',
    'a line that waits',
    DENIED,
    `insert into pending_ledger_line (id, day, act, ref) values ('\\x01', '${TODAY}', 'received', repeat('a', 64))`,
  ],
  [
    'aside_reporter',
    'a line that waits',
    DENIED,
    `insert into pending_ledger_line (id, day, act, ref) values ('\\x01', '${TODAY}', 'added', repeat('a', 64))`,
  ],
  [
    'aside_intake',
    'a case without the key by which the ledger names it',
    REFUSED,
    `${NEW_CASE}, state) values (repeat('n', 22), 'NNN-NNN', 'ethics', 'advice', 'web_page', 'not_told', '{}', 'p', 'c', '${TODAY}', 7, '${ZONE}', 0, 'received'); insert into event (case_id, n, day, act, actor) values (repeat('n', 22), 1, '${TODAY}', 'received', 'reporter')`,
  ],

  // Taking back: of today, for one of two reasons, with the reference of its row, and of a case as it stands.
  [
    'aside_reporter',
    'a past day of taking back',
    REFUSED,
    `select withdraw_case('${ID}', '${plusDays(TODAY, -3)}', 'withdrawn')`,
  ],
  [
    'aside_reporter',
    'a day of taking back that has not come where the case is',
    REFUSED,
    `select withdraw_case('${ID}', '${plusDays(TODAY, 1)}', 'withdrawn')`,
  ],
  [
    'aside_reporter',
    'a free reason of taking back',
    REFUSED,
    `select withdraw_case('${ID}', '${TODAY}', 'retention')`,
  ],
  [
    'aside_reporter',
    'a past day for what waits',
    REFUSED,
    `select withdraw_delayed_case('${plusDays(TODAY, -40)}', 'withdrawn')`,
  ],
  [
    'aside_reporter',
    'a free reason for what waits',
    REFUSED,
    `select withdraw_delayed_case('${TODAY}', 'nothing was there')`,
  ],
  [
    'aside_reporter',
    'a better outcome before it is taken back',
    REFUSED,
    `${event('added', 'reporter')}; ${change("due_on = '2031-01-01'")}; select withdraw_case('${ID}', '${TODAY}', 'withdrawn')`,
  ],
  [
    'aside_reporter',
    'its own reference',
    '42883',
    `select withdraw_case('${ID}', repeat('0', 64), '${TODAY}', 'withdrawn')`,
  ],

  // Rows begin as they begin.
  [
    'aside_intake',
    'a case that somebody took on',
    DENIED,
    `${NEW_CASE}, state, acknowledged_on) values (repeat('n', 22), 'NNN-NNN', 'ethics', 'safety', 'teams_card', 'not_told', '{}', 'p', 'c', '${TODAY}', 7, '${ZONE}', 0, 'received', '${TODAY}')`,
  ],
  [
    'aside_intake',
    'a case that is spam',
    DENIED,
    `${NEW_CASE}, state, is_spam) values (repeat('n', 22), 'NNN-NNN', 'ethics', 'advice', 'web_page', 'not_told', '{}', 'p', 'c', '${TODAY}', 7, '${ZONE}', 0, 'received', true)`,
  ],
  [
    'aside_intake',
    'a case that ended',
    DENIED,
    `${NEW_CASE}, state) values (repeat('n', 22), 'NNN-NNN', 'ethics', 'advice', 'web_page', 'not_told', '{}', 'p', 'c', '${TODAY}', 7, '${ZONE}', 0, 'closed')`,
  ],
  [
    'aside_intake',
    'a row that waits put aside',
    DENIED,
    `insert into delayed_inbox (id, office, day, lookup, n, act, body, parked_on) values ('\\x01', 'ethics', '${TODAY}', '\\x01', 1, 'received', '{}', '2000-01-01')`,
  ],
  [
    'aside_reporter',
    'a row that waits put aside',
    DENIED,
    `insert into delayed_inbox (id, office, day, lookup, n, act, body, tried_on) values ('\\x01', 'ethics', '${TODAY}', '\\x${WAITS}', 2, 'added', '{}', '2000-01-01')`,
  ],
  [
    'aside_intake',
    'a mark that is never written anew',
    DENIED,
    `insert into idempotency_key (nonce, day, is_rewritten) values ('\\x01', '${TODAY}', true)`,
  ],
  [
    'aside_reporter',
    'a mark that is never written anew',
    DENIED,
    `insert into idempotency_key (nonce, day, is_rewritten) values ('\\x01', '${TODAY}', true)`,
  ],
  [
    'aside_reporter',
    'what a mark was spent for',
    DENIED,
    `insert into idempotency_key (nonce, day, content) values ('\\x01', '${TODAY}', '\\x01')`,
  ],

  // Counts.
  [
    'aside_intake',
    'a count, by hand',
    DENIED,
    `insert into daily_count (day, what, n) values ('${TODAY}', 'kib', 0)`,
  ],
  ['aside_intake', 'a count, lowered', DENIED, `update daily_count set n = 0`],
  [
    'aside_intake',
    'a count, lowered by its function',
    REFUSED,
    `select add_to_daily_count('${TODAY}', 'kib', -5, 2147483647)`,
  ],
  [
    'aside_intake',
    'the page of a day to come',
    REFUSED,
    `select add_to_daily_count('${plusDays(TODAY, 9)}', 'kib', 1048576, 2147483647)`,
  ],
  [
    'aside_reporter',
    'the page of a day to come',
    REFUSED,
    `select accept_letters('${plusDays(TODAY, 9)}', 1048576, 2147483647)`,
  ],
  [
    'aside_intake',
    'a quarter that is over',
    REFUSED,
    `insert into statistic (quarter, category, fact) values ('2020-Q1', 'advice', 'self_served')`,
  ],
  ['aside_intake', 'the links of all offices', DENIED, 'select hash from office_link'],

  // Notifications.
  [
    'aside_duty',
    'a day of due dates, claimed for nobody',
    '42883',
    `select notify_due_dates(array['${ZONE}'], '-infinity'::date, '${TODAY}'::date)`,
  ],
  [
    'aside_duty',
    'an address lost on another day',
    REFUSED,
    `select lose_address('\\x01', '2020-01-01')`,
  ],
  [
    'aside_duty',
    'a notification to another address',
    DENIED,
    `update outbox set address = '\\x01'`,
  ],
  ['aside_duty', 'a notification made urgent or not', DENIED, 'update outbox set urgent = false'],
  [
    'aside_duty',
    'a notification of its own',
    DENIED,
    `insert into outbox (id, notification_channel, address, day) values ('\\x01', 'teams', '\\x01', '${TODAY}')`,
  ],
  ['aside_duty', 'who is signed in', DENIED, 'select token_hash from session'],
]

test.each(TRIES)('T-102 %s does not move quietly: %s', async (role, _, refused, statement) => {
  expect(await tried(role, statement)).toBe(refused)
})
