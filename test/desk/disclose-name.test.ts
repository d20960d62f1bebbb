import { beforeAll, describe, expect, test } from 'vitest'
import { exportForGnuPG, type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { sealHalf } from '#crypto/name-half.ts'
import { packetsIn } from '#crypto/packet.ts'
import { proveRoster } from '#crypto/roster.ts'
import { type RosterHistory, rosterHistory } from '#crypto/roster-history.ts'
import { sealer } from '#crypto/seal.ts'
import { signAct } from '#crypto/sign-act.ts'
import { discloseHalf } from '#desk/key-worker/disclose-name.ts'
import { openCase } from '#desk/key-worker/read-case.ts'
import { signNameRequest } from '#desk/key-worker/sign-name-request.ts'
import type { SignedAct } from '#domain/case/act.ts'
import { day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { ReporterKey } from '#ports.ts'
import type { DiscloseName, NameToDisclose } from '#wire/custodian.ts'
import type { WireCase } from '#wire/desk.ts'
import { Gnupg } from '../crypto/gpg.ts'
import type { DeskCase } from '../fixtures/desk-store.ts'
import { officerServices } from '../fixtures/officer-services.ts'
import { needing } from '../fixtures/tools.ts'
import { directoryOf, makeStaff, officerOf, type Staff } from './officers.ts'
import { putSealedCase } from './sealed-case.ts'
import { sayName } from './sealed-name.ts'
import { wire } from './wire-case.ts'

const NAME = 'Amina Haddad'
const today = day(new Date().toISOString().slice(0, 10))
const now = new Date()
const on = { at: now, day: today, latest: now, server: now }

let staff: Staff
let history: RosterHistory
let custodian: PrivateKeyHandle
let other: NamedCase
let named: NamedCase
let old: NamedCase

interface NamedCase {
  readonly deskCase: DeskCase & { readonly reporter: ReporterKey }
  readonly letter: SealedLetter
}

const keyOf = (id: string) => unlock(officerOf(staff, id).key.privateKey, '')
const terms = () => ({ rootFingerprint: staff.root.fingerprint, demo: true })
const rosters = async (by = history) => ({
  ...(await proveRoster(staff.directory, terms())),
  history: by,
})

/** A case whose name takes two to open, read by the first two officers. */
async function tell(version: 1 | 2 = 2): Promise<NamedCase> {
  const { desk } = officerServices()
  const deskCase = await putSealedCase(desk, staff, today, {
    ...{ leaf: 'advice.gifts_honours', taps: ['ask', 'gift'], keptOut: ['ethics-3'] },
    ...{ readers: ['ethics-1', 'ethics-2'] },
    turns: [{ kind: 'concern', text: 'A watch.', ago: 2 }],
  })
  return { deskCase, letter: await sayName({ staff, today }, deskCase, NAME, version) }
}

async function asking({ deskCase }: NamedCase, by = 'ethics-2', reason = 'protection' as const) {
  const wireCase = wire(deskCase, by)
  return signNameRequest(wireCase, reason, on, await keyOf(by), { history })
}

/** As the server hands it to the custodian. */
async function handed(
  { deskCase, letter }: NamedCase,
  asked: SignedAct | null,
  change: Partial<NameToDisclose> = {},
): Promise<NameToDisclose> {
  const packet = letter.keys.find(({ reader }) => reader === 'custodian-1')
  const between = deskCase.letters.map(({ data }) => data)
  const hashes = await Promise.all(between.map((data) => sealer.hash(data)))
  const { lettersContent } = await import('#crypto/name-half.ts')
  return {
    ...{ id: letter.id, reference: deskCase.reference, office: 'ethics', askedOn: today, today },
    ...{ reason: 'protection', askedBy: officerOf(staff, 'ethics-2').label },
    ...{ case: deskCase.id, message: letter.id, asked },
    half: base64url(packet?.bytes ?? new Uint8Array()),
    sealed: await lettersContent(hashes),
    letters: between.map(base64url),
    readers: deskCase.readers.map((id) => ({ id, label: officerOf(staff, id).label })),
    ...change,
  }
}

const release = async (name: NameToDisclose, own = custodian, by = history) =>
  discloseHalf(name, own, await rosters(by), on)

/** The case as an officer is served it after the release. */
function served(
  { deskCase, letter }: NamedCase,
  reader: string,
  asked: SignedAct | null,
  given: Partial<DiscloseName>,
  change: (event: WireCase['events'][number]) => WireCase['events'][number] = (event) => event,
): WireCase {
  const wireCase = wire(deskCase, reader)
  const events: WireCase['events'] = [
    {
      act: 'identity_asked',
      by: 'officer',
      on: today,
      reason: 'protection',
      ...(asked && { signedAct: asked }),
    },
    {
      act: 'identity_released',
      by: 'custodian',
      on: today,
      reason: null,
      ...(given.act && { signedAct: given.act }),
    },
  ]
  return {
    ...wireCase,
    events: events.map(change),
    letters: wireCase.letters.map((one) =>
      one.id === letter.id
        ? { ...one, half: given.keys?.find((key) => key.reader === reader)?.bytes ?? 'missing' }
        : one,
    ),
  }
}
const read = async (wireCase: WireCase, reader = 'ethics-2') =>
  openCase(wireCase, await keyOf(reader), history)

beforeAll(async () => {
  staff = await makeStaff()
  history = await rosterHistory(terms())([staff.directory])
  custodian = await unlock(staff.custodians[0]?.key.privateKey ?? '', '')
  ;[named, other, old] = [await tell(), await tell(), await tell(1)]
})

describe('T-145 a name is released for a signed request, and signed', () => {
  test('to each reader of that moment, who is shown it', async () => {
    const asked = await asking(named)
    const given = await release(await handed(named, asked))
    expect(given.keys.map(({ reader }) => reader)).toEqual(['ethics-1', 'ethics-2'])
    for (const reader of ['ethics-1', 'ethics-2']) {
      const { name, troubles } = await read(served(named, reader, asked, given), reader)
      expect([name, troubles]).toEqual([NAME, []])
    }
  })

  test('a half of the version before is released still, typed from then on', async () => {
    const asked = await asking(old)
    const given = await release(await handed(old, asked))
    expect(await read(served(old, 'ethics-2', asked, given))).toMatchObject({ name: NAME })
  })

  test('what the version before released is shown without an alarm', async () => {
    const packet = old.letter.keys.find(({ reader }) => reader === 'custodian-1')
    const { rewrap } = await import('#crypto/wrap.ts')
    const to = [
      { role: 'released', reader: 'ethics-2', certificate: (await keyOf('ethics-2')).certificate },
    ] as const
    const [key] = await rewrap(packet?.bytes ?? new Uint8Array(), custodian, to, now)
    const keys = [
      { role: 'released', reader: 'ethics-2', bytes: base64url(key?.bytes ?? new Uint8Array()) },
    ] as const
    const before = await read(served(old, 'ethics-2', null, { keys: [...keys] }))
    expect([before.name, before.troubles]).toEqual([NAME, []])
    const since = await read(served(old, 'ethics-2', await asking(old), { keys: [...keys] }))
    expect([since.name, since.letters.at(-1)?.trouble]).toEqual([null, 'disclosure_unproven'])
  })

  needing('gpg').test('GnuPG opens the half that was released', async () => {
    const PASSPHRASE = 'correct horse'
    using gpg = new Gnupg()
    gpg.import(await exportForGnuPG(await keyOf('ethics-2'), PASSPHRASE), PASSPHRASE)
    const given = await release(await handed(named, await asking(named)))
    const packet = given.keys.find(({ reader }) => reader === 'ethics-2')
    const ran = gpg.run(
      ['--passphrase', PASSPHRASE, '--decrypt'],
      fromBase64url(packet?.bytes ?? ''),
    )
    expect(JSON.parse(ran.out.toString()), ran.err).toMatchObject({
      ...{ typ: 'released', case: named.deskCase.id, msg: named.letter.id, office: 'ethics' },
    })
  })
})

describe('T-145 a custodian’s machine releases nothing else', () => {
  const refused = (code: string) => ({ code })
  const packetOf = ({ letter }: NamedCase) =>
    base64url(letter.keys.find(({ reader }) => reader === 'custodian-1')?.bytes ?? new Uint8Array())

  test('nothing for a request that nobody signed', async () => {
    await expect(release(await handed(named, null))).rejects.toMatchObject({
      code: 'SIGNATURE_REFUSED',
      ids: { why: 'request_unsigned' },
    })
  })

  test.each<[string, Partial<NameToDisclose>, string]>([
    ['another reason than was signed', { reason: 'danger' }, 'SIGNATURE_REFUSED'],
    ['another who asks', { askedBy: 'Officer 1 of the ethics office' }, 'SIGNATURE_REFUSED'],
    ['another day', { askedOn: '2026-01-01' }, 'SIGNATURE_REFUSED'],
    ['another case', { case: 'c'.repeat(22) }, 'SIGNATURE_REFUSED'],
    ['another name', { message: 'm'.repeat(22) }, 'SIGNATURE_REFUSED'],
    ['another office', { office: 'hr' }, 'SIGNATURE_REFUSED'],
    ['other letters', { sealed: 's'.repeat(43) }, 'SIGNATURE_REFUSED'],
    ['no reader', { readers: [] }, 'SIGNATURE_REFUSED'],
    [
      'who was kept out among the readers',
      { readers: ['ethics-1', 'ethics-2', 'ethics-3'].map((id) => ({ id, label: id })) },
      'READER_UNKNOWN',
    ],
  ])('nothing for %s', async (_, change, code) => {
    const name = await handed(named, await asking(named), change)
    await expect(release(name)).rejects.toMatchObject(refused(code))
  })

  test('nothing for a request of another case, of somebody kept out, or of a custodian', async () => {
    const moved = await handed(named, await asking(other))
    await expect(release(moved)).rejects.toMatchObject(refused('SIGNATURE_REFUSED'))
    const { signature, ...statement } = await asking(named)
    const readers = ['ethics-1', 'ethics-2', 'ethics-3'].map((id) => ({ id, label: id }))
    for (const [key, label] of [
      [await keyOf('ethics-3'), officerOf(staff, 'ethics-3').label],
      [custodian, staff.custodians[0]?.label ?? ''],
    ] as const) {
      const asked = await signAct(statement, key, now)
      const name = await handed(named, asked, { askedBy: label, readers })
      await expect(release(name)).rejects.toMatchObject(refused('SIGNATURE_REFUSED'))
    }
  })

  test('no half of another name, of another case or without its text', async () => {
    const asked = await asking(named)
    const [key] = packetsIn(fromBase64url(packetOf(named)))
    for (const [half, code] of [
      [packetOf(other), 'ENVELOPE_FOREIGN'],
      [base64url(key ?? new Uint8Array()), 'ENVELOPE_BROKEN'],
      [(await release(await handed(named, asked))).keys[0]?.bytes ?? '', 'ENVELOPE_BROKEN'],
    ] as const) {
      await expect(release(await handed(named, asked, { half }))).rejects.toMatchObject(
        refused(code),
      )
    }
    const [again] = await sealHalf(
      {
        ...{ typ: 'released', case: named.deskCase.id, msg: named.letter.id, office: 'ethics' },
        ...{ half: 'h'.repeat(42).concat('g'), readers: ['A'.repeat(40)], request: 'r'.repeat(43) },
      },
      [{ role: 'custodian', reader: 'custodian-1', certificate: custodian.certificate }],
      now,
    )
    const half = base64url(again?.bytes ?? new Uint8Array())
    await expect(release(await handed(named, asked, { half }))).rejects.toMatchObject(
      refused('ENVELOPE_FOREIGN'),
    )
  })

  test('never an old key of a message of the case, whole and sealed to him', async () => {
    const [first] = old.deskCase.letters
    const envelope = await sealer.seal(
      {
        ...{ v: 1, typ: 'concern', case: old.deskCase.id, msg: first?.id ?? '', seq: 1 },
        ...{ prev: null, dir: 'r>o', office: 'ethics', day: today, lang: 'en', form: {} },
        text: new Confidential('What only officers read.'),
      },
      [{ role: 'custodian', reader: 'custodian-1', certificate: custodian.certificate }],
    )
    const letter = { ...first, ...envelope } as SealedLetter
    const mine = { ...old, deskCase: { ...old.deskCase, letters: [letter, old.letter] } }
    const half = base64url(envelope.keys[0]?.bytes ?? new Uint8Array())
    const { deskCase } = mine
    // The case does not open for her, so she signs by hand what her machine would sign.
    const asked = await requestFor({
      deskCase: { ...old.deskCase, ...deskCase },
      letter: old.letter,
    })
    await expect(release(await handed(mine, asked, { half }))).rejects.toMatchObject(
      refused('ENVELOPE_FOREIGN'),
    )
    const without = await handed(mine, asked, { half, letters: [base64url(old.letter.data)] })
    await expect(release(without)).rejects.toMatchObject(refused('SIGNATURE_REFUSED'))
    expect((await release(await handed(mine, asked))).keys).toHaveLength(2)
  })

  test('nothing untyped where his key was an officer’s before: it opens what she was sent', async () => {
    const former = officerOf(staff, 'ethics-3')
    const left = staff.officers.filter(({ id }) => id !== former.id)
    const [, deputy] = staff.custodians
    const custodians = [
      { ...former, id: 'custodian-1' as never },
      deputy as Staff['custodians'][number],
    ]
    const newer = await directoryOf(left, staff.root, 2, custodians)
    const { chain } = await import('#crypto/directory.ts')
    const linked = { ...newer, ...(await chain(staff.directory.hash, newer)) }
    const both = await rosterHistory(terms())([staff.directory, linked])
    expect(both.fault).toBeNull()
    const own = await keyOf('ethics-3')
    // Another case of before, which she read as an officer: its key is whole, and hers.
    const { desk } = officerServices()
    const read = await putSealedCase(desk, staff, today, {
      ...{ leaf: 'advice.gifts_honours', taps: ['ask', 'gift'] },
      turns: [{ kind: 'concern', text: 'A car.', ago: 2 }],
    })
    const whole = read.letters[0]?.keys.find(({ reader }) => reader === 'ethics-3')
    const half = base64url(whole?.bytes ?? new Uint8Array())
    const name = await handed(old, await asking(old), { half })
    const by = { ...(await proveRoster(linked, terms())), history: both }
    await expect(discloseHalf(name, own, by, on)).rejects.toMatchObject(refused('ENVELOPE_FOREIGN'))
  })
})

/** A request over letters that her machine would not open. */
async function requestFor({ deskCase, letter }: NamedCase): Promise<SignedAct> {
  const { signRequest } = await import('#crypto/sign-name-request.ts')
  const hashes = await Promise.all(deskCase.letters.map(({ data }) => sealer.hash(data)))
  const letters = deskCase.letters.map((one, at) => ({ ...one, hash: hashes[at] ?? '' }))
  const position = {
    ...{ root: history.root, case: deskCase.id, office: deskCase.office, message: letter.id },
    ...{ day: today, directory: history.heads.at(-1) ?? '' },
  }
  return signRequest(position, 'protection', letters, [], await keyOf('ethics-2'), now)
}

describe('T-145 a reader’s machine shows no name that is not released so', () => {
  let asked: SignedAct
  let given: DiscloseName

  beforeAll(async () => {
    asked = await asking(named)
    given = await release(await handed(named, asked))
  })

  const shownAs = async (wireCase: WireCase) => {
    const { name, letters, troubles } = await read(wireCase)
    return [name, letters.at(-1)?.trouble, troubles]
  }
  const unproven = [null, 'disclosure_unproven', ['name_doubtful']]
  const sign = async (change: Partial<SignedAct>, key: PrivateKeyHandle): Promise<DiscloseName> => {
    const { signature, ...statement } = { ...given.act, ...change }
    return { ...given, act: await signAct(statement, key, now) }
  }

  test('without a signature, or with one of somebody else', async () => {
    expect(await shownAs(served(named, 'ethics-2', asked, { keys: given.keys }))).toEqual(unproven)
    for (const key of [await keyOf('ethics-1'), named.deskCase.reporter as PrivateKeyHandle]) {
      expect(await shownAs(served(named, 'ethics-2', asked, await sign({}, key)))).toEqual(unproven)
    }
  })

  test.each<[string, Partial<SignedAct>]>([
    ['another case', { case: 'c'.repeat(22) }],
    ['another name', { answers: 'm'.repeat(22) }],
    ['another request', { before: 'b'.repeat(43) }],
    ['another half', { content: 'h'.repeat(43) }],
    ['another organisation', { root: 'E'.repeat(40) }],
    ['another office', { office: 'hr' }],
    ['a refusal', { act: 'name_refused' }],
    ['another day', { day: '2026-01-01' }],
  ])('signed for %s', async (_, change) => {
    const signed = await sign(change, custodian)
    expect(await shownAs(served(named, 'ethics-2', asked, signed))).toEqual(unproven)
  })

  test('for a request that is not there, or that nobody who reads the case signed', async () => {
    const wireCase = served(named, 'ethics-2', asked, given)
    const without = { ...wireCase, events: wireCase.events.slice(1) }
    expect(await shownAs(without)).toEqual(unproven)
    const { signature, ...statement } = asked
    const forged = await signAct(statement, await keyOf('ethics-3'), now)
    expect(await shownAs(served(named, 'ethics-2', forged, given))).toEqual(unproven)
  })
})
