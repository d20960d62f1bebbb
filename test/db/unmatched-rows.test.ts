import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#db/roles/role.ts'
import type { Direction, Kind } from '#domain/case/message.ts'
import { ofItsDay } from '../fixtures/any-day.ts'
import { filing, officerA } from '../fixtures/filing.ts'
import { inOtherHands } from '../fixtures/in-other-hands.ts'
import { actRow, givenRequests, letterRows } from '../fixtures/letter-rows.ts'
import { TERMS, TODAY } from '../fixtures/noon.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'

const DENIED = '42501'
const REFUSED = 'AS001'

let db: TestDatabase
let made: ReturnType<typeof filing>
beforeAll(async () => {
  db = await freshStore({ clock: { now: () => new Date() } })
  await ofItsDay(db.url)
  made = filing({ terms: TERMS, readers: [officerA] })
  await db.store.intake.file(made)
  await givenRequests(db.superuser, made.id, TODAY)
})
afterAll(() => db.end())

const event = (act: string, by: 'officer' | 'reporter') => actRow(`'$id'`, act, by, TODAY, officerA)
const change = (to: string) => `update "case" set ${to} where id = '$id'`
const letter = (dir: Direction, kind: Kind) => letterRows(`'$id'`, dir, kind, TODAY)
const ANSWERED = `${event('answered', 'officer')}; ${letter('o>r', 'answer')}`
/** A key of a letter, which a condition behind it names. */
const packet = (of: string, role: string, reader: string) =>
  `insert into message_key (case_id, message_id, role, reader, packet)
    select m.case_id, ${of}, '${role}', '${reader}', '\\x01' from (select * from message where case_id = '$id') m`

/** Acts without what they say, and rows without their act, by login. */
const TRIES: readonly (readonly [
  role: Role,
  what: string,
  refused: string | null,
  statement: string,
])[] = [
  ['aside_desk', 'an answer with its letter', null, ANSWERED],
  ['aside_desk', 'an answer without a letter', REFUSED, event('answered', 'officer')],
  ['aside_reporter', 'an addition without a letter', REFUSED, event('added', 'reporter')],
  ['aside_reporter', 'a No without a No', REFUSED, event('declined', 'reporter')],
  ['aside_reporter', 'a case that is opened again', REFUSED, event('reopened', 'reporter')],
  [
    'aside_desk',
    'an answer beside a note',
    REFUSED,
    `${event('noted', 'officer')}; ${letter('o>r', 'answer')}`,
  ],
  [
    'aside_desk',
    'an answer of a savepoint, beside a note',
    REFUSED,
    `savepoint part; ${letter('o>r', 'answer')}; release savepoint part; ${event('noted', 'officer')}; ${letter('o>o', 'note')}`,
  ],
  [
    'aside_desk',
    'an answer without words',
    REFUSED,
    `${event('answered', 'officer')}; insert into message (id, case_id, n, dir, seq, kind, day) values (repeat('m', 22), '$id', 90, 'o>r', 90, 'answer', '${TODAY}')`,
  ],
  [
    'aside_desk',
    'an answer that its person has no key to',
    REFUSED,
    ANSWERED.replace(/; insert into message_key[^;]*/, ''),
  ],
  [
    'aside_desk',
    'an answer that she has two keys to',
    REFUSED,
    `${ANSWERED}; ${packet('m.id', 'reporter', 'another')} where m.n = (select max(n) from message where case_id = '$id')`,
  ],
  [
    'aside_reporter',
    'who she is, beside an addition',
    REFUSED,
    `${event('added', 'reporter')}; ${letter('r>o', 'addition')}; ${change("identity = 'named'")}`,
  ],
  [
    'aside_reporter',
    'that she said who she is, and nothing of it',
    REFUSED,
    `${event('named', 'reporter')}; ${letter('r>o', 'identity')}`,
  ],
  ...(['officer', 'reporter', 'custodian', 'recovery'] as const).flatMap((to) =>
    (['aside_desk', 'aside_reporter'] as const).map(
      (role) =>
        [
          role,
          `a later key, for ${to}`,
          role === 'aside_desk' && !['officer', 'reporter'].includes(to) ? DENIED : REFUSED,
          `${packet('m.id', to, to === 'officer' ? officerA : to)} where m.n = 80`,
        ] as const,
    ),
  ),
  ...(['aside_desk', 'aside_reporter'] as const).map(
    (role) =>
      [
        role,
        'later words',
        REFUSED,
        `insert into envelope (case_id, message_id, data) values ('$id', 'c$id', '\\x01')`,
      ] as const,
  ),
]

test.each(TRIES)('T-102 by %s alone, %s: %s', async (role, _, refused, statement) => {
  const answer = await inOtherHands(db.url, role, {
    officer: officerA,
    lookups: [made.receipt.lookups[0]],
    statement: statement.replaceAll('$id', made.id),
  })
  expect(answer).toBe(refused)
})
