import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type MadeKey, makeOfficerKey, type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { sealer } from '#crypto/seal.ts'
import { signRequest } from '#crypto/sign-name-request.ts'
import type { SignedAct } from '#domain/case/act.ts'
import { day } from '#domain/case/day.ts'
import type { IdentityReason } from '#domain/case/event.ts'
import {
  base64url,
  type CaseId,
  type MessageId,
  newMessageId,
  type OfficerId,
  type Reference,
  systemChance,
} from '#domain/case/ids.ts'
import { CustodianMe, Names, NameToDisclose } from '#wire/custodian.ts'
import { disclosureOf, storedAct } from '../fixtures/acts.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { CUSTODIANS, OFFICERS, put } from '../fixtures/officer-services.ts'
import { keyPacket } from '../fixtures/sealed.ts'

let desk: RunningDesk
let cookie: string
let request: string
let half: Uint8Array<ArrayBuffer>
let officer: PrivateKeyHandle
let act: SignedAct
const asked = storedAct()

beforeAll(async () => {
  desk = await startDesk()
  const keys = await Promise.all(
    ['ethics-1', 'custodian-1'].map((id) => makeOfficerKey(id, undefined, new Date('2026-11-01'))),
  )
  const [hers, his] = keys as [MadeKey, MadeKey]
  officer = await unlock(hers.privateKey, '')
  const given = <Person extends { id: string; fingerprint: string }>(key: MadeKey, one: Person) => {
    return { ...one, key, fingerprint: key.fingerprint }
  }
  desk.state.roster = OFFICERS.map((one) => (one.id === 'ethics-1' ? given(hers, one) : one))
  desk.state.custodians = CUSTODIANS.map((one) =>
    one.id === 'custodian-1' ? given(his, one) : one,
  )
  act = await disclosureOf(asked, await unlock(his.privateKey, ''))
  cookie = await desk.cookieOf('custodian-1')
})
afterAll(() => desk.stop())
beforeEach(() => {
  desk.custody.requests.clear()
  request = newMessageId(systemChance)
  half = keyPacket()
  desk.custody.requests.set(request, {
    id: request,
    reference: 'K7Q-3MF' as Reference,
    office: 'ethics',
    zone: 'Europe/Zurich',
    askedOn: day('2026-11-20'),
    reason: 'protection',
    officer: 'ethics-2' as OfficerId,
    ...{ case: asked.case as CaseId, message: asked.answers as MessageId, asked },
    ...{ half, hashes: [], sealed: [] },
    readers: ['ethics-1', 'ethics-2'] as OfficerId[],
    keptBy: ['custodian-1'],
  })
})

const get = (path: string, as = cookie) => desk.ask(path, { headers: { cookie: as } })
const packets = (...readers: string[]) =>
  readers.map((reader) => ({ role: 'released', reader, bytes: base64url(keyPacket()) }))
const disclose = (keys: unknown, as = cookie) =>
  desk.post(`/api/names/${request}/release`, { keys, act }, as)

describe('what a custodian sees', () => {
  test('who he is, and no office', async () => {
    const me = CustodianMe.parse(JSON.parse((await get('/api/me')).text))
    expect(me).toMatchObject({ role: 'custodian', id: 'custodian-1', label: 'Custodian 1' })
  })

  test('reference, office, day, reason and who asks: nothing else of the case', async () => {
    const { rows } = Names.parse(JSON.parse((await get('/api/names')).text))
    expect(rows).toEqual([
      {
        id: request,
        reference: 'K7Q-3MF',
        office: 'ethics',
        askedOn: '2026-11-20',
        reason: 'protection',
        askedBy: 'Officer 2 of the ethics office',
      },
    ])
  })

  test('his own half, and by label who would read the name', async () => {
    const nameToDisclose = NameToDisclose.parse(
      JSON.parse((await get(`/api/names/${request}`)).text),
    )
    expect(nameToDisclose.half).toBe(base64url(half))
    expect(nameToDisclose).toMatchObject({ case: asked.case, message: asked.answers, asked })
    expect(nameToDisclose.readers.map(({ id }) => id)).toEqual(['ethics-1', 'ethics-2'])
  })

  test('a request that another custodian holds is like none, byte for byte, and only that is ledgered', async () => {
    const other = await desk.cookieOf('custodian-2')
    const before = desk.custody.ledger.length
    const [foreign, none] = [
      await get(`/api/names/${request}`, other),
      await get(`/api/names/${'A'.repeat(22)}`, other),
    ]
    expect([foreign.status, foreign.text]).toEqual([404, '{"code":"CASE_UNKNOWN"}'])
    expect(none.text).toBe(foreign.text)
    expect(desk.custody.ledger.length - before).toBe(1)
    expect(Names.parse(JSON.parse((await get('/api/names', other)).text)).rows).toEqual([])
  })
})

describe('what a custodian says', () => {
  test('a disclosure goes to everybody who reads the case, and the list is shorter', async () => {
    const heard = await disclose(packets('ethics-1', 'ethics-2'))
    expect([heard.status, heard.text]).toEqual([200, '{"rows":[]}'])
    expect(desk.custody.decided.at(-1)).toMatchObject({
      custodian: 'custodian-1',
      decision: { verdict: 'released', on: '2026-11-23' },
    })
  })

  test.each([
    ['one reader left out', () => packets('ethics-1'), 400, 'KEY_REFUSED'],
    ['somebody too many', () => packets('ethics-1', 'ethics-2', 'ethics-3'), 400, 'KEY_REFUSED'],
    ['an officer of elsewhere', () => packets('ethics-1', 'hr-1'), 400, 'KEY_REFUSED'],
    ['one reader twice', () => packets('ethics-1', 'ethics-1'), 400, 'KEY_REFUSED'],
    [
      'words instead of a packet',
      () => packets('ethics-1', 'ethics-2').map((key) => ({ ...key, bytes: 'TW9uYQ' })),
      400,
      'ENVELOPE_REFUSED',
    ],
    [
      'another role',
      () => packets('ethics-1', 'ethics-2').map((key) => ({ ...key, role: 'officer' })),
      400,
      'ANSWERS_INVALID',
    ],
    ['nothing', () => [], 400, 'ANSWERS_INVALID'],
  ])('T-20 a disclosure with %s is refused and changes nothing', async (_, keys, status, code) => {
    const before = desk.custody.decided.length
    const heard = await disclose(keys())
    expect([heard.status, heard.text]).toEqual([status, JSON.stringify({ code })])
    expect(desk.custody.decided).toHaveLength(before)
  })

  test('an officer whose key ended since is not asked for', async () => {
    desk.state.withoutKey.push('ethics-2')
    const heard = await disclose(packets('ethics-1'))
    desk.state.withoutKey.length = 0
    expect(heard.status).toBe(200)
  })

  test('a no needs no reason, and takes none', async () => {
    const path = `/api/names/${request}/refuse`
    expect((await desk.post(path, { reason: 'protection' }, cookie)).status).toBe(400)
    expect((await desk.post(path, {}, cookie)).status).toBe(200)
    expect(desk.custody.decided.at(-1)?.decision.verdict).toBe('refused')
    expect((await desk.post(path, {}, cookie)).status).toBe(404)
  })
})

describe('an officer asks', () => {
  const identity = (roles: readonly ('officer' | 'custodian')[]) => {
    const deskCase = put(desk.desk, ['ethics-1', 'ethics-2'], { identity: 'confidential' })
    deskCase.letters.push({
      id: newMessageId(systemChance),
      case: deskCase.id,
      dir: 'r>o',
      seq: 2,
      kind: 'identity',
      on: day('2026-11-23'),
      data: new Uint8Array(1),
      keys: roles.map((role) => ({ role, reader: `${role}-1`, bytes: keyPacket() })),
    })
  }
  const latest = () => [...desk.desk.cases.values()].at(-1)
  const sign = async (reason: IdentityReason, change: Partial<SignedAct> = {}) => {
    const { id = '', office = 'ethics', letters = [], events = [] } = latest() ?? {}
    const hashes = await Promise.all(letters.map(({ data }) => sealer.hash(data)))
    const { root, hash: directory } = desk.state.snapshot
    const message = letters.at(-1)?.id ?? ''
    const position = { root, case: id, office, message, day: '2026-11-23', directory, ...change }
    const numbered = letters.map((letter, at) => ({ ...letter, hash: hashes[at] ?? '' }))
    return signRequest(position, reason, numbered, events, officer, desk.state.now)
  }
  const post = async (body: unknown) =>
    desk.post(`/api/cases/${latest()?.id}/name`, body, await desk.cookieOf('ethics-1'))
  const ask = async (body: { readonly reason?: string; readonly why?: string }) =>
    post({ ...body, act: await sign((body.reason ?? 'danger') as IdentityReason) })

  test('with a reason, once, while nobody has decided', async () => {
    identity(['officer', 'custodian'])
    const heard = await ask({ reason: 'danger' })
    expect(heard.status).toBe(200)
    expect(JSON.parse(heard.text)).toMatchObject({ name: 'asked', state: 'received' })
    expect(latest()?.events.at(-1)).toMatchObject({ act: 'identity_asked', reason: 'danger' })
    expect((await ask({ reason: 'danger' })).text).toBe('{"code":"CASE_CHANGED"}')
  })

  test('T-145 never without a signature of this officer, over this name, reason and day', async () => {
    identity(['officer', 'custodian'])
    const before = latest()?.events.length
    expect((await post({ reason: 'danger' })).text).toBe('{"code":"CASE_CHANGED"}')
    const signed = await sign('danger')
    for (const [reason, refused, code] of [
      ['protection', signed, 'SIGNATURE_REFUSED'],
      ['danger', { ...signed, content: 'o'.repeat(43) }, 'SIGNATURE_REFUSED'],
      ['danger', await sign('danger', { case: 'o'.repeat(22) }), 'SIGNATURE_REFUSED'],
      ['danger', await sign('danger', { root: 'E'.repeat(40) }), 'SIGNATURE_REFUSED'],
      ['danger', await sign('danger', { day: '2026-11-20' }), 'CASE_CHANGED'],
    ] as const) {
      const heard = await post({ reason, act: refused })
      expect(JSON.parse(heard.text)).toEqual({ code })
    }
    expect(latest()?.events).toHaveLength(before ?? -1)
  })

  test('never without a reason from the list, nor where no name is kept', async () => {
    identity(['officer', 'custodian'])
    for (const body of [{}, { reason: 'curious' }, { reason: 'danger', why: 'please' }]) {
      expect((await ask(body)).text).toBe('{"code":"ANSWERS_INVALID"}')
    }
    identity(['officer'])
    expect((await ask({ reason: 'danger' })).text).toBe('{"code":"ANSWERS_INVALID"}')
  })

  test('after a no he may ask again; what was disclosed needs no asking', async () => {
    identity(['officer', 'custodian'])
    const deskCase = latest()
    if (deskCase === undefined) throw new TypeError('no case')
    deskCase.nameAsked = { on: day('2026-11-23'), decision: 'refused' }
    expect(JSON.parse((await ask({ reason: 'protection' })).text)).toMatchObject({ name: 'asked' })
    deskCase.nameAsked = { on: day('2026-11-23'), decision: 'released' }
    const letter = deskCase.letters.at(-1)
    const packet = { role: 'released', reader: 'ethics-1', bytes: keyPacket() } as const
    if (letter) deskCase.letters[1] = { ...letter, keys: [...letter.keys, packet] }
    expect((await ask({ reason: 'protection' })).text).toBe('{"code":"CASE_CHANGED"}')
  })
})
