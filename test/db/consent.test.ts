import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GivenConsent } from '#domain/case/consent.ts'
import { day } from '#domain/case/day.ts'
import { base64url, type MessageId } from '#domain/case/ids.ts'
import type { Filing } from '#ports.ts'
import { byReporter } from '../fixtures/acts.ts'
import { bytes, filing, sealedLetter } from '../fixtures/filing.ts'
import { letterRows } from '../fixtures/letter-rows.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'

const ON = day('2026-11-09')

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

/** A case whose person was asked, and the letter that asked. */
async function asked(): Promise<{ filed: Filing; request: MessageId }> {
  const filed = filing()
  await db.store.intake.file(filed)
  return { filed, request: await ask(filed, 1) }
}

async function ask(filed: Filing, seq: number): Promise<MessageId> {
  const [officer] = filed.readers
  const letter = sealedLetter({
    case: filed.id,
    dir: 'o>r',
    seq,
    kind: 'consent',
    on: ON,
    officers: filed.readers,
  })
  const event = { ...byReporter('consent_asked', ON), by: 'officer', at: null } as const
  await db.store.desk.change(officer ?? ('' as never), filed.id, () => ({ event, letter }))
  return letter.id
}

function answer(filed: Filing, request: MessageId, agreed: boolean, seq: number) {
  const [lookup] = filed.receipt.lookups
  const consent: GivenConsent = { request, office: 'hr', hash: HASH, agreed, on: ON }
  return db.store.reporters.consent(lookup ?? bytes(32), {
    consent,
    letter: sealedLetter({
      case: filed.id,
      dir: 'r>o',
      seq,
      kind: 'consent',
      on: ON,
      officers: filed.readers,
    }),
    event: byReporter(agreed ? 'consented' : 'declined', ON),
  })
}
const HASH = base64url(new Uint8Array(32).fill(7))

const written = (id: string) =>
  looking(
    db.superuser,
    (sql) => sql<{ office: string; agreed: boolean; request: string; content: Uint8Array }[]>`
      select office, agreed, request, content from consent
      where case_id = ${id} and request is not null order by n`,
  )

test('an answer, the letter that proves it and the event are there together', async () => {
  const { filed, request } = await asked()
  expect(await answer(filed, request, true, 2)).toBe('recorded')
  const rows = await written(filed.id)
  expect(rows).toMatchObject([{ office: 'hr', agreed: true, request }])
  expect(base64url(new Uint8Array(rows[0]?.content ?? []))).toBe(HASH)
  const caseRecord = await db.store.desk.open(filed.readers[0] ?? ('' as never), filed.id)
  expect(caseRecord?.consents).toEqual([
    { request, office: 'hr', hash: HASH, agreed: true, on: ON },
  ])
  expect(caseRecord?.letters.at(-1)).toMatchObject({ dir: 'r>o', kind: 'consent' })
  expect(caseRecord?.events.at(-1)).toMatchObject({ act: 'consented', by: 'reporter' })
})

test('T-84 twenty answers at once are one, and a Yes among them never outlives a No', async () => {
  const { filed, request } = await asked()
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) => answer(filed, request, at % 2 === 0, 2 + (at % 3))),
  )
  expect(answers.filter((one) => one === 'recorded').length).toBeLessThanOrEqual(2)
  // Whoever lost the place in the order reads again and retries, as the verb does.
  await answer(filed, request, false, 9)
  const rows = await written(filed.id)
  expect(rows.at(-1)?.agreed).toBe(false)
  expect(rows.length).toBeLessThanOrEqual(2)
})

test('an answer that loses its place leaves nothing behind', async () => {
  const { filed, request } = await asked()
  expect(await answer(filed, request, true, 1)).toBe('changed')
  expect(await written(filed.id)).toEqual([])
})

test('a request of another case is none of hers', async () => {
  const [one, other] = [await asked(), await asked()]
  await expect(answer(one.filed, other.request, true, 2)).rejects.toMatchObject({
    code: 'CASE_UNKNOWN',
  })
  expect(await written(one.filed.id)).toEqual([])
})

describe('whoever writes past the rules is refused by the database', () => {
  /** As the reporters' role, holding the receipt of this case. */
  const insert = (filed: Filing, request: string, agreed: boolean, n: number, more = HASH) => {
    const lookup = Buffer.from(filed.receipt.lookups[0] ?? []).toString('hex')
    return refusedWith(
      db.superuser,
      `begin; set local aside.lookups = '${lookup}';
       insert into consent (case_id, n, office, content, request, agreed, day) values
       ('${filed.id}', ${n}, 'hr', decode('${Buffer.from(more).toString('hex')}', 'hex'), '${request}', ${agreed}, '${ON}');
       insert into event (case_id, n, day, act, actor)
       select '${filed.id}', max(n) + 1, '${ON}', '${agreed ? 'consented' : 'declined'}', 'reporter' from event where case_id = '${filed.id}';
       ${letterRows(`'${filed.id}'`, 'r>o', 'consent', ON)};
       commit`,
      'aside_reporter',
    )
  }

  test('a second Yes, a Yes after a No, and an answer about another text', async () => {
    const { filed, request } = await asked()
    expect(await insert(filed, request, true, 2)).toBeNull()
    expect(await insert(filed, request, true, 3)).toBe('AS001')
    expect(await insert(filed, request, false, 3, 'another')).toBe('AS001')
    expect(await insert(filed, request, false, 3)).toBeNull()
    expect(await insert(filed, request, false, 4)).toBe('23505')
    expect(await insert(filed, request, true, 4)).toBe('AS001')
  })

  test('an answer to a letter that asked nothing, or of another case', async () => {
    const [one, other] = [await asked(), await asked()]
    const account = one.filed.letters[0]?.id ?? ''
    expect(await insert(one.filed, account, true, 2)).toBe('42501')
    expect(await insert(one.filed, other.request, true, 2)).toBe('42501')
    expect(await insert(other.filed, one.request, true, 2)).toBe('42501')
  })

  test('anybody at the desk, among the duties or in the register', async () => {
    const { filed } = await asked()
    for (const role of ['aside_desk', 'aside_duty', 'aside_register']) {
      const statement = `insert into consent (case_id, n, agreed, day) values ('${filed.id}', 9, true, now())`
      expect(await refusedWith(db.superuser, statement, role)).toBe('42501')
    }
  })
})

test('T-103 at the desk nobody writes a letter of hers, or hands half of a name to a custodian', async () => {
  const { filed, request } = await asked()
  const [officer = ''] = filed.readers
  const asOfficer = (statement: string) =>
    refusedWith(
      db.url,
      `begin; select set_config('aside.officer', '${officer}', true); ${statement}; rollback`,
      'aside_desk',
    )
  const letter = (dir: string) =>
    `insert into message (id, case_id, n, dir, seq, kind, day)
      values ('forged-${dir}', '${filed.id}', 90, '${dir}', 90, 'identity', '2026-11-09')`
  expect(await asOfficer(letter('o>r'))).toBeNull()
  expect(await asOfficer(letter('r>o'))).toBe('42501')
  const packet = (role: string, reader: string) =>
    `insert into message_key (case_id, message_id, role, reader, packet)
      values ('${filed.id}', '${request}', '${role}', '${reader}', '\\x07')`
  expect(await asOfficer(packet('reporter', 'somebody'))).toBe('AS001')
  for (const role of ['custodian', 'recovery', 'caller', 'released']) {
    expect(await asOfficer(packet(role, 'somebody'))).toBe('42501')
  }
})

test('T-103 whoever lets concerns in answers no request in anybody’s place', async () => {
  const { filed, request } = await asked()
  const forged = (n: number, about: string) =>
    refusedWith(
      db.url,
      `insert into consent (case_id, n, office, content, agreed, day, request)
        values ('${filed.id}', ${n}, 'hr', '\\x07', true, '2026-11-09', ${about})`,
      'aside_intake',
    )
  expect(await forged(2, `'${request}'`)).toBe('42501')
  expect(await forged(2, 'null')).toBe('42501')
  expect(await written(filed.id)).toEqual([])
})
