import { beforeAll, describe, expect, test } from 'vitest'
import { type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { sealer } from '#crypto/seal.ts'
import type { DraftToSeal } from '#desk/key-worker/protocol.ts'
import { openCase } from '#desk/key-worker/read-case.ts'
import { sealDraft } from '#desk/key-worker/seal-draft.ts'
import { day } from '#domain/case/day.ts'
import { base64url, newMessageId, systemChance } from '#domain/case/ids.ts'
import type { Channel } from '#domain/concern/channel.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { WireCase, WireLetter } from '#wire/desk.ts'
import { officerServices } from '../fixtures/officer-services.ts'
import { historyOf } from '../fixtures/roster-history.ts'
import { makeStaff, officerOf, type Staff } from './officers.ts'
import { putSealedCase, type Turn } from './sealed-case.ts'
import { wire } from './wire-case.ts'

const today = day('2026-11-23')
const account = { kind: 'concern', text: 'A watch.', ago: 3 } as const
const addition = { kind: 'addition', text: 'In May.', ago: 2 } as const
let staff: Staff
let own: PrivateKeyHandle

beforeAll(async () => {
  staff = await makeStaff()
  own = await unlock(officerOf(staff, 'ethics-2').key.privateKey, '')
})

/** A case that keeps out officer 1, as officer 2 is served it. */
async function caseOf(channel: Channel, ...turns: readonly Turn[]): Promise<WireCase> {
  const story = { leaf: 'advice.gifts_honours', taps: [], channel, keptOut: ['ethics-1'] } as const
  const readers = ['ethics-2', 'ethics-3']
  const { desk } = officerServices()
  return wire(await putSealedCase(desk, staff, today, { ...story, readers, turns }), 'ethics-2')
}

/** What a writer of the database can make: the same first letter, but that nobody is kept out. */
async function forgedFirst(wireCase: WireCase): Promise<WireLetter> {
  const [first] = wireCase.letters
  const { form } = await openCase(wireCase, own, historyOf(staff.officers))
  if (first === undefined || form === null) throw new Error('no first letter')
  const id = newMessageId(systemChance)
  const position = { dir: 'r>o', seq: 1 } as const
  const head = {
    v: 1,
    typ: 'concern',
    case: wireCase.id,
    msg: id,
    prev: null,
    ...position,
  } as const
  const where = { office: 'ethics', day: first.on, lang: 'en' } as const
  const to = staff.officers.map(({ id: reader, key: { certificate } }) => {
    return { role: 'officer' as const, reader: reader as string, certificate }
  })
  const words = { text: new Confidential('A watch.'), form: { ...form, keptOut: [] } }
  const sealed = await sealer.seal({ ...head, ...where, ...words }, to)
  const key = sealed.keys.find(({ reader }) => reader === 'ethics-2')?.bytes ?? new Uint8Array()
  return { ...first, id, data: base64url(sealed.data), key: base64url(key) }
}

const read = (wireCase: WireCase) => openCase(wireCase, own, historyOf(staff.officers))
const seal = (
  wireCase: WireCase,
  kind: DraftToSeal['kind'] = 'answer',
  history = historyOf(staff.officers),
) => {
  const [roster] = history.rosters
  if (roster === undefined) throw new Error('no roster')
  const proven = { roster, certificates: history.certificates, text: {} as never, history }
  const on = { at: new Date(), latest: new Date(), server: new Date(), day: today }
  return sealDraft(wireCase, { kind, words: 'Yes.', lang: 'en' }, on, own, proven)
}

async function expectUnproven(wireCase: WireCase): Promise<void> {
  expect((await read(wireCase)).troubles).toContain('first_doubtful')
  for (const kind of ['answer', 'note'] as const) {
    await expect(seal(wireCase, kind)).rejects.toMatchObject({ code: 'FIRST_UNPROVEN' })
  }
}

describe('T-139 a first letter that nothing proves admits nobody', () => {
  test('on the page: one that she did not sign', async () => {
    const honest = await caseOf('web_page', account, addition)
    expect((await read(honest)).troubles).toEqual([])
    const letters = [await forgedFirst(honest), ...honest.letters.slice(1)]
    await expectUnproven({ ...honest, letters })
  })

  test('there twice, in whichever order', async () => {
    const honest = await caseOf('teams_card', account, addition)
    expect((await read(honest)).troubles).toEqual([])
    const forged = await forgedFirst(honest)
    await expectUnproven({ ...honest, letters: [forged, ...honest.letters] })
    await expectUnproven({ ...honest, letters: [...honest.letters, forged] })
  })

  test('by card, where it is not signed: another one than her next letter names', async () => {
    const honest = await caseOf('teams_card', account, addition)
    const [, next] = honest.letters
    if (next === undefined) throw new Error('no addition')
    const forged = await forgedFirst(honest)
    await expectUnproven({ ...honest, letters: [forged, next] })
  })

  test('by card: another one than an answer names, or than the one before what an answer names', async () => {
    const honest = await caseOf('teams_card', account)
    const { id, seq, data, keys } = await seal(honest)
    const key = keys.find(({ reader }) => reader === 'ethics-2')?.bytes ?? null
    const row = { id, seq, data, key, dir: 'o>r', kind: 'answer', on: today } as const
    const answer: WireLetter = { ...row, half: null, sealedTo: [] }
    const answered = { ...honest, letters: [...honest.letters, answer] }
    expect((await read(answered)).troubles).toEqual([])
    await expect(seal(answered)).resolves.toMatchObject({ seq: 2 })
    await expectUnproven({ ...honest, letters: [await forgedFirst(honest), answer] })
  })

  test('her later letters that are kept back make no first letter doubtful that others prove', async () => {
    const honest = await caseOf('teams_card', account, addition, { ...addition, text: 'Or June.' })
    const letters = honest.letters.slice(0, 2)
    expect((await read({ ...honest, letters })).troubles).toEqual([])
  })
})

test('T-139 a case that was sealed by a list of an earlier root key: read, not written to, and nobody is called a ghost', async () => {
  const honest = await caseOf('teams_card', account)
  const [roster] = historyOf(staff.officers).rosters
  if (roster === undefined) throw new Error('no roster')
  const history = { ...historyOf(staff.officers), rosters: [{ ...roster, version: 2 }] }
  const { letters, troubles } = await openCase(honest, own, history)
  expect(letters[0]).toMatchObject({ words: 'A watch.', trouble: null })
  expect(troubles).toEqual(['list_missing'])
  await expect(seal(honest, 'answer', history)).rejects.toMatchObject({ code: 'ROSTER_REFUSED' })
})
