import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import type { KeyPacket } from '#domain/case/envelope.ts'
import { type MessageId, newMessageId, type OfficerId, systemChance } from '#domain/case/ids.ts'
import type { Filing } from '#ports.ts'
import { byOfficer, storedAct } from '../fixtures/acts.ts'
import { bytes, filing, officerA, officerB, officerC, sealedLetter } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'

const keeper = 'custodian-1' as OfficerId
const deputy = 'custodian-2' as OfficerId
const withoutHalf = 'custodian-3' as OfficerId
const ON = day('2026-11-09')
let db: TestDatabase
const addresses = new Map<string, Uint8Array<ArrayBuffer>>()

beforeAll(async () => {
  db = await freshStore()
  const { people } = db.store
  for (const id of [officerA, officerB, officerC]) {
    const offices = [{ office: 'ethics', role: 'officer' }] as const
    await people.upsert({ id, issuer: 'idp', subject: id, offices }, ON)
  }
  for (const id of [keeper, deputy, withoutHalf]) {
    await people.keepsNames({ id, issuer: 'idp', subject: id }, ON)
  }
  for (const id of [officerA, officerB, officerC, keeper, deputy, withoutHalf]) await pairs(id)
})
afterAll(() => db.end())

async function pairs(id: OfficerId): Promise<void> {
  const [code, address, now] = [bytes(32), bytes(64), new Date('2026-11-09T08:00:00Z')]
  addresses.set(id, address)
  await db.store.officerAddresses.offer(code, id, new Date(now.getTime() + 60_000))
  await db.store.officerAddresses.pair(code, address, now, ON)
}

const emptied = () => looking(db.superuser, (sql) => sql`delete from outbox`)
async function waiting(): Promise<string[]> {
  const due = await db.store.notifications.due(false, new Date('2026-11-09T09:00:00Z'))
  const whose = (address: Uint8Array) =>
    [...addresses].find(([, known]) => Buffer.from(known).equals(address))?.[0] ?? '?'
  return due.map(({ address }) => whose(address)).toSorted()
}

let namedCase: Filing
let request: string
let name: MessageId

beforeEach(async () => {
  namedCase = filing({ identity: 'confidential', readers: [officerA, officerB] })
  const place = { case: namedCase.id, dir: 'r>o', seq: 2, kind: 'identity', on: ON } as const
  const letter = sealedLetter({ ...place, officers: namedCase.readers })
  const halves = [keeper, deputy].map((reader): KeyPacket => {
    return { role: 'custodian', reader, bytes: bytes(94) }
  })
  name = letter.id
  const letters = [...namedCase.letters, { ...letter, keys: [...letter.keys, ...halves] }]
  await db.store.intake.file({ ...namedCase, letters })
  request = newMessageId(systemChance)
  await emptied()
})

const ask = (id = request) =>
  db.store.desk.change(officerA, namedCase.id, () => ({
    event: { ...byOfficer('identity_asked', ON), reason: 'protection' },
    nameRequest: { id, letter: name, reason: 'protection' },
  }))
const refuse = (by = keeper) =>
  db.store.custody.decide(by, request, () => ({ verdict: 'refused', on: ON }))

describe('an office asks for a name', () => {
  test('and whoever holds a half of it is told: no other custodian, no officer', async () => {
    await ask()
    expect(await waiting()).toEqual([keeper, deputy])
  })

  test('which is told with the request, or not at all', async () => {
    await ask()
    await emptied()
    await expect(ask(newMessageId(systemChance))).rejects.toMatchObject({ code: 'CASE_CHANGED' })
    expect(await waiting()).toEqual([])
  })

  test('T-119 and a roster that makes a custodian an officer drops what waited for him, and for nobody else', async () => {
    await ask()
    const officers = [officerA, officerB].map((id) => ({ id, office: 'ethics' }))
    const roster = {
      officers: [...officers, { id: keeper, office: 'hr' }],
      custodians: [{ id: deputy }, { id: withoutHalf }],
    }
    await looking(
      db.superuser,
      (sql) =>
        sql`insert into directory values (1, 'root', ${JSON.stringify(roster)}, '', '{}', null, 'hash')`,
    )
    expect(await waiting()).toEqual([deputy])
    await looking(db.superuser, async (sql) => {
      await sql`set session_replication_role = replica`
      await sql`delete from directory`
    })
  })

  test('and nobody is told who keeps no names any more, or took the chat away', async () => {
    await db.store.officerAddresses.end(deputy)
    await looking(
      db.superuser,
      (sql) => sql`update custodian set until = ${ON} where person = ${keeper}`,
    )
    await ask()
    expect(await waiting()).toEqual([])
    await looking(
      db.superuser,
      (sql) => sql`update custodian set until = null where person = ${keeper}`,
    )
    // Danger is told to whoever reads a case, and a custodian reads none.
    expect(await db.store.officerAddresses.canNotify([keeper], ON, null)).toBe(false)
    await pairs(deputy)
  })
})

describe('a custodian decides', () => {
  beforeEach(async () => {
    await ask()
    await emptied()
  })

  test.each(['released', 'refused'] as const)(
    'and whoever reads the case is told (%s), once',
    async (verdict) => {
      const keys = [officerA, officerB].map((reader): KeyPacket => {
        return { role: 'released', reader, bytes: bytes(94) }
      })
      await db.store.custody.decide(keeper, request, () =>
        verdict === 'released'
          ? { verdict, keys, on: ON, signedAct: storedAct() }
          : { verdict, on: ON },
      )
      expect(await waiting()).toEqual([officerA, officerB])
      await emptied()
      await expect(refuse(deputy)).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
      expect(await waiting()).toEqual([])
    },
  )

  test('T-106 and whoever is kept out by then is told nothing of it', async () => {
    await looking(
      db.superuser,
      (sql) =>
        sql`update reader set until = ${ON} where case_id = ${namedCase.id} and officer = ${officerB}`,
    )
    await refuse()
    expect(await waiting()).toEqual([officerA])
  })
})

test.each([
  ['the desk tells nobody by hand', 'aside_desk', 'select notify_custodians()'],
  [
    'the desk finds out nobody’s address',
    'aside_desk',
    "select any_officer_reachable('{a}', '2026-11-09', null)",
  ],
  [
    'whoever keeps addresses tells no last address',
    'aside_register',
    "select notify_last_address('a', '2026-11-09', '2026-11-09')",
  ],
  ['duties rewrite no day', 'aside_duty', "update daily_notification set day = '2020-01-01'"],
])('T-115 %s', async (_, role, statement) => {
  expect(await refusedWith(db.url, statement, role)).toBe('42501')
})

test('T-119 a custodian whom the newest roster names no more is told of no name, of what waits either; one who is named again is', async () => {
  const officers = [officerA, officerB].map((id) => ({ id, office: namedCase.office }))
  const publish = (...custodians: readonly OfficerId[]) =>
    db.store.directory.publish({
      root: 'root',
      roster: JSON.stringify({ officers, custodians: custodians.map((id) => ({ id })) }),
      signature: 'signature',
      certificates: [],
    })
  await ask()
  expect(await waiting()).toEqual([keeper, deputy])
  await publish(deputy)
  expect(await waiting()).toEqual([deputy])
  await refuse()
  await emptied()
  await ask(newMessageId(systemChance))
  expect(await waiting()).toEqual([deputy])
  await publish(keeper, deputy)
  expect(await waiting()).toEqual([deputy])
})
