import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sealer } from '#crypto/seal.ts'
import { day } from '#domain/case/day.ts'
import type { KeyPacket, SealedLetter } from '#domain/case/envelope.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { newMessageId, type OfficerId, systemChance } from '#domain/case/ids.ts'
import { nameState } from '#domain/case/sealed-name.ts'
import type { CaseRecord, Filing } from '#ports.ts'
import { storedAct } from '../fixtures/acts.ts'
import { bytes, filing, officerA, officerB, officerC, sealedLetter } from '../fixtures/filing.ts'
import { shredded } from '../fixtures/shredded.ts'
import { exclusions, freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'

const keeper = 'custodian-1' as OfficerId
const deputy = 'custodian-2' as OfficerId
const former = 'custodian-3' as OfficerId
const today = day('2026-11-09')
let db: TestDatabase

beforeAll(async () => {
  db = await freshStore()
  for (const id of [officerA, officerB, officerC]) {
    const offices = [{ office: 'ethics', role: 'officer' }] as const
    await db.store.people.upsert({ id, issuer: 'idp', subject: id, offices }, today)
  }
  for (const id of [keeper, deputy]) {
    await db.store.people.keepsNames({ id, issuer: 'idp', subject: id }, today)
  }
})
afterAll(() => db.end())

/** A confidential concern: half of the name for two officers, half for two custodians. */
function confidential(over: Partial<Filing> = {}, halfBytes = 94): Filing {
  const namedCase = filing({ identity: 'confidential', ...over })
  const place = { case: namedCase.id, dir: 'r>o', seq: 2, kind: 'identity', on: today } as const
  const name = sealedLetter({ ...place, officers: namedCase.readers })
  const halves: KeyPacket[] = [keeper, deputy, former].map((reader) => ({
    role: 'custodian',
    reader,
    bytes: bytes(halfBytes),
  }))
  return {
    ...namedCase,
    letters: [...namedCase.letters, { ...name, keys: [...name.keys, ...halves] }],
  }
}

let namedFiling: Filing
let name: SealedLetter
let request: string

const asked: CaseEvent = {
  act: 'identity_asked',
  by: 'officer',
  on: today,
  at: null,
  reason: 'protection',
  corrects: null,
  signedAct: storedAct(),
}
const released = storedAct({ act: 'name_released', by: 'custodian', number: 2 })
const ask = (
  id = newMessageId(systemChance) as string,
  officer = officerA,
  change: Partial<CaseEvent> = {},
) =>
  db.store.desk.change(officer, namedFiling.id, () => ({
    event: { ...asked, ...change },
    nameRequest: { id, letter: name.id, reason: 'protection' },
  }))
const packetsFor = (...readers: OfficerId[]): KeyPacket[] =>
  readers.map((reader) => ({ role: 'released', reader, bytes: bytes(94) }))
const disclose = (keys: readonly KeyPacket[], by = keeper) =>
  db.store.custody.decide(by, request, () => ({
    ...{ verdict: 'released', keys, on: today },
    signedAct: released,
  }))
const openAs = async (officer: OfficerId): Promise<CaseRecord> => {
  const caseRecord = await db.store.desk.open(officer, namedFiling.id)
  if (caseRecord === null) throw new TypeError('not hers')
  return caseRecord
}
const actsOf = async () => (await openAs(officerA)).events.map(({ act }) => act)

beforeEach(async () => {
  namedFiling = confidential()
  name = namedFiling.letters[1] as SealedLetter
  await db.store.intake.file(namedFiling)
  request = newMessageId(systemChance)
})

describe('what a custodian finds', () => {
  test('nothing of a case before an office asked, and no case ever', async () => {
    expect(await db.store.desk.queue(keeper)).toEqual([])
    expect(await db.store.desk.open(keeper, namedFiling.id)).toBeNull()
    expect(await db.store.custody.open(keeper, request)).toBeNull()
    await ask(request)
    expect(await db.store.desk.open(keeper, namedFiling.id)).toBeNull()
    expect((await db.store.custody.asked(keeper)).find(({ id }) => id === request)).toEqual({
      id: request,
      reference: namedFiling.reference,
      office: 'ethics',
      zone: 'Europe/Paris',
      askedOn: today,
      reason: 'protection',
      officer: officerA,
    })
  })

  test('T-03 his own packet and no other, and who reads the case now', async () => {
    await ask(request)
    const mine = name.keys.find(({ reader }) => reader === keeper)
    const half = await db.store.custody.open(keeper, request)
    expect(half?.half).toEqual(mine?.bytes)
    expect(half?.readers).toEqual([officerA, officerB])
  })

  test('T-145 the request as it was signed, and of an untyped half the letters that it names', async () => {
    const [first] = namedFiling.letters
    const heads = { 'r>o': { seq: 1, hash: 'h'.repeat(43) }, 'o>r': null }
    await ask(request, officerA, { signedAct: storedAct({ heads }) })
    const half = await db.store.custody.open(keeper, request)
    const hash = await sealer.hash(first?.data ?? new Uint8Array())
    expect(half).toMatchObject({ case: namedFiling.id, message: name.id, hashes: [hash] })
    expect(half?.asked).toEqual(storedAct({ heads }))
    expect(half?.sealed).toEqual([first?.data])
  })

  test('T-145 of a typed half no letter, and of a request of before no signature', async () => {
    const typed = confidential({}, 2300)
    await db.store.intake.file(typed)
    const letter = typed.letters[1]?.id as SealedLetter['id']
    const { signedAct, ...unsigned } = asked
    await db.store.desk.change(officerA, typed.id, () => ({
      event: unsigned,
      nameRequest: { id: request, letter, reason: 'protection' },
    }))
    const half = await db.store.custody.open(keeper, request)
    expect(half).toMatchObject({ asked: null, hashes: [], sealed: [] })
  })

  test('nobody but who holds a packet and is a custodian now is told anything', async () => {
    await ask(request)
    for (const stranger of [officerA, officerC, former, 'nobody' as OfficerId]) {
      expect(await db.store.custody.asked(stranger)).toEqual([])
      expect(await db.store.custody.open(stranger, request)).toBeNull()
      await expect(disclose(packetsFor(officerA, officerB), stranger)).rejects.toMatchObject({
        code: 'CASE_UNKNOWN',
      })
    }
  })
})

describe('T-36 a disclosure', () => {
  test('hands a half to the readers, is an event of the custodian’s, and stands in the ledger', async () => {
    await ask(request)
    expect(nameState(await openAs(officerA))).toBe('asked')
    await db.store.custody.open(keeper, request)
    const keys = packetsFor(officerA, officerB)
    await disclose(keys)
    for (const [at, officer] of [officerA, officerB].entries()) {
      const caseRecord = await openAs(officer)
      expect(caseRecord.letters[1]?.disclosedHalf).toEqual(keys[at]?.bytes)
      expect(caseRecord.letters[1]?.key).toEqual(name.keys[at]?.bytes)
      expect(nameState(caseRecord)).toBe('released')
      expect(caseRecord.events.at(-1)).toMatchObject({ act: 'identity_released', by: 'custodian' })
      expect(caseRecord.events.at(-1)?.signedAct).toEqual(released)
    }
    const lines = await looking(
      db.superuser,
      (sql) => sql`select act, actor, officer from ledger where officer = ${keeper} order by n`,
    )
    expect([...lines].slice(-2)).toEqual([
      { act: 'name_fetched', actor: 'custodian', officer: keeper },
      { act: 'identity_released', actor: 'custodian', officer: keeper },
    ])
    expect(await db.store.ledger.verify()).toMatchObject({ sound: true })
  })

  test('is told to the person on its day, and a refusal too', async () => {
    const news = async () =>
      (await db.store.reporters.find(namedFiling.receipt.lookups))[0]?.nameNews
    await ask(request)
    expect(await news()).toEqual([])
    await db.store.custody.decide(keeper, request, () => ({ verdict: 'refused', on: today }))
    expect(nameState(await openAs(officerA))).toBe('refused')
    request = newMessageId(systemChance)
    await ask(request)
    await disclose(packetsFor(officerA, officerB), deputy)
    expect(await news()).toEqual([
      { on: today, isDisclosed: false },
      { on: today, isDisclosed: true },
    ])
  })

  test('is decided once: the second custodian finds nothing left', async () => {
    await ask(request)
    await disclose(packetsFor(officerA, officerB))
    await expect(disclose(packetsFor(officerA, officerB), deputy)).rejects.toMatchObject({
      code: 'CASE_UNKNOWN',
    })
    expect((await actsOf()).filter((act) => act === 'identity_released')).toHaveLength(1)
  })

  test('two custodians at the same moment decide once', async () => {
    await ask(request)
    const results = await Promise.allSettled([
      disclose(packetsFor(officerA, officerB), keeper),
      db.store.custody.decide(deputy, request, () => ({ verdict: 'refused', on: today })),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await actsOf()).filter((act) => act.startsWith('identity_'))).toHaveLength(2)
  })

  test('never reaches who is no reader, was kept out, or stopped being one', async () => {
    await ask(request)
    const refused = { code: 'KEY_REFUSED' }
    await expect(disclose(packetsFor(officerA, officerC))).rejects.toMatchObject(refused)
    await db.store.reporters.keepOut(namedFiling.receipt.lookups[0] as Uint8Array, [
      { officer: officerB, tag: await exclusions.tag(namedFiling.id, officerB) },
    ])
    expect((await db.store.custody.open(keeper, request))?.readers).toEqual([officerA])
    await expect(disclose(packetsFor(officerA, officerB))).rejects.toMatchObject(refused)
    await disclose(packetsFor(officerA))
    expect(nameState(await openAs(officerA))).toBe('released')
    expect(await db.store.desk.open(officerB, namedFiling.id)).toBeNull()
  })

  test('T-106 a request that went with who asked leaves no line of the custodian who still had it before him', async () => {
    const lines = () =>
      looking(db.superuser, async (sql) => [
        ...(await sql`select act, officer from ledger where act like 'refused.%' order by n`),
      ])
    const before = await lines()
    await ask(request)
    await db.store.custody.open(keeper, request)
    await db.store.reporters.keepOut(namedFiling.receipt.lookups[0] as Uint8Array, [
      { officer: officerA, tag: await exclusions.tag(namedFiling.id, officerA) },
    ])
    for (const act of ['name_fetched', 'identity_refused', 'identity_released']) {
      await db.store.custody.refused(keeper, act, request)
    }
    expect(await lines()).toEqual(before)
    request = newMessageId(systemChance)
    await ask(request, officerB)
    const another = 'custodian-4' as OfficerId
    await db.store.people.keepsNames({ id: another, issuer: 'idp', subject: another }, today)
    await db.store.custody.refused(another, 'name_fetched', request)
    await db.store.custody.refused(keeper, 'identity_released', null)
    expect((await lines()).slice(before.length)).toEqual([
      { act: 'refused.name_fetched', officer: another },
      { act: 'refused.identity_released', officer: keeper },
    ])
    await disclose(packetsFor(officerB))
    await db.store.custody.refused(deputy, 'identity_refused', request)
    expect(await lines()).toHaveLength(before.length + 2)
  })

  test('is asked for one at a time, by a reader, for a name of the same case', async () => {
    await ask(request)
    await expect(ask(undefined, officerB)).rejects.toMatchObject({ code: 'CASE_CHANGED' })
    await expect(ask(undefined, officerC)).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
    const other = confidential()
    await db.store.intake.file(other)
    const foreign = db.store.desk.change(officerA, other.id, () => ({
      event: asked,
      nameRequest: { id: newMessageId(systemChance), letter: name.id, reason: 'protection' },
    }))
    await expect(foreign).rejects.toMatchObject({ code: 'STORE_REFUSED' })
  })

  test('no other role writes a disclosed half, and nobody decides by hand', async () => {
    await ask(request)
    const insert = `insert into message_key (case_id, message_id, role, reader, packet)
      values ('${namedFiling.id}', '${name.id}', 'released', '${officerA}', 'x')`
    for (const role of ['aside_intake', 'aside_reporter', 'aside_desk']) {
      expect(await refusedWith(db.url, insert, role)).toBe('42501')
    }
    const decide = "update identity_request set decision = 'released'"
    for (const role of ['aside_desk', 'aside_reporter', 'aside_duty', 'aside_register']) {
      expect(await refusedWith(db.url, decide, role)).toBe('42501')
    }
    expect(await refusedWith(db.superuser, 'delete from identity_request')).toBe('AS001')
  })

  test('ends with the case: of what is closed no name is disclosed any more, what is shredded leaves no request', async () => {
    await ask(request)
    const { signedAct, ...unsigned } = asked
    await db.store.desk.change(officerA, namedFiling.id, () => ({
      event: { ...unsigned, act: 'closed', reason: 'noted' },
    }))
    const left = await db.store.custody.asked(keeper)
    expect(left.map(({ id }) => id)).not.toContain(request)
    await expect(disclose(packetsFor(officerA, officerB))).rejects.toMatchObject({
      code: 'CASE_UNKNOWN',
    })
    await shredded(db.superuser, namedFiling.id, today)
    const rows = await looking(
      db.superuser,
      (sql) => sql`select from identity_request where case_id = ${namedFiling.id}`,
    )
    expect([...rows]).toEqual([])
  })
})

describe('how much of who she is', () => {
  const say = (identity: 'named' | 'confidential', seq: number) =>
    db.store.reporters.add(namedFiling.receipt.lookups[0] as Uint8Array, {
      nonce: bytes(32),
      letter: sealedLetter({
        case: namedFiling.id,
        dir: 'r>o',
        seq,
        kind: 'identity',
        on: today,
        officers: namedFiling.readers,
      }),
      event: { ...asked, act: 'named', by: 'reporter', reason: null },
      identity,
    })

  test('grows with the letter that says it, and resumes the clock', async () => {
    await db.store.desk.change(officerA, namedFiling.id, () => ({
      event: { ...asked, act: 'asked', reason: 'identity_needed' },
    }))
    expect((await openAs(officerA)).status.state).toBe('waiting')
    expect(await say('named', 3)).toBe('added')
    const caseRecord = await openAs(officerA)
    expect(caseRecord).toMatchObject({ identity: 'named', status: { state: 'acknowledged' } })
    expect(nameState(caseRecord)).toBeNull()
  })

  test('is never made less: whoever said who she is, said it', async () => {
    expect(await say('named', 3)).toBe('added')
    await expect(say('confidential', 4)).rejects.toMatchObject({ code: 'STORE_REFUSED' })
    expect((await openAs(officerA)).identity).toBe('named')
    const back = `update "case" set identity = 'not_told' where id = '${namedFiling.id}'`
    expect(await refusedWith(db.superuser, back)).toBe('AS001')
  })
})

describe('T-119 nobody is an officer and a custodian', () => {
  const both = { code: 'PERSON_TAKEN', ids: { why: 'officer_and_custodian' } }

  test('the register refuses an officer as custodian, and a custodian as officer', async () => {
    const offices = [{ office: 'hr', role: 'officer' }] as const
    const people = db.store.people
    await expect(
      people.keepsNames({ id: officerA, issuer: 'idp', subject: officerA }, today),
    ).rejects.toMatchObject(both)
    await expect(
      people.upsert({ id: keeper, issuer: 'idp', subject: keeper, offices }, today),
    ).rejects.toMatchObject(both)
    const id = 'custodian-9' as OfficerId
    await expect(
      people.keepsNames({ id, issuer: 'idp', subject: officerA }, today),
    ).rejects.toMatchObject({ ids: { why: 'somebody_else' } })
  })

  test('the database refuses it by itself, whoever writes', async () => {
    const custodian = `insert into custodian values ('${officerA}', '2026-11-09', null)`
    const member = `insert into membership values ('${keeper}', 'hr', 'officer', '2026-11-09', null)`
    for (const statement of [custodian, member]) {
      expect(await refusedWith(db.superuser, statement)).toBe('AS001')
      expect(await refusedWith(db.url, statement, 'aside_register')).toBe('AS001')
    }
  })

  test('whoever stopped being the one may become the other', async () => {
    const id = 'changer' as OfficerId
    const known = { id, issuer: 'idp', subject: id }
    const offices = [{ office: 'hr', role: 'officer' }] as const
    await db.store.people.upsert({ ...known, offices }, today)
    await db.store.people.upsert({ ...known, offices: [] }, day('2026-12-01'))
    await db.store.people.keepsNames(known, day('2026-12-01'))
    expect((await db.store.people.admitted()).custodians).toContain(id)
    await expect(
      db.store.people.upsert({ ...known, offices }, day('2026-12-02')),
    ).rejects.toMatchObject(both)
  })

  test('a list that names one key on both sides is not even kept', async () => {
    const roster = JSON.stringify({
      officers: [{ id: 'a', fingerprint: 'F' }],
      custodians: [{ id: 'b', fingerprint: 'F' }],
    })
    const published = db.store.directory.publish({
      root: '',
      roster,
      signature: '',
      certificates: [],
    })
    await expect(published).rejects.toMatchObject({ code: 'STORE_REFUSED' })
  })

  test('a custodian signs in and has no office; an ended one does not', async () => {
    const { sessions } = db.store
    expect(await sessions.personOf('idp', keeper)).toEqual({
      id: keeper,
      subject: keeper,
      offices: [],
    })
    await looking(
      db.superuser,
      (sql) => sql`update custodian set until = '2026-11-09' where person = ${deputy}`,
    )
    expect(await sessions.personOf('idp', deputy)).toBeNull()
    await looking(
      db.superuser,
      (sql) => sql`update custodian set until = null where person = ${deputy}`,
    )
  })
})
