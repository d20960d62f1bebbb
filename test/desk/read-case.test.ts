import { beforeAll, describe, expect, test } from 'vitest'
import { makeOfficerKey, type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { makeReporterKey } from '#crypto/reporter-key.ts'
import type { RosterHistory } from '#crypto/roster-history.ts'
import { sealer } from '#crypto/seal.ts'
import { signAct } from '#crypto/sign-act.ts'
import { openCase } from '#desk/key-worker/read-case.ts'
import { sealDraft } from '#desk/key-worker/seal-draft.ts'
import type { ActStatement, SignedAct } from '#domain/case/act.ts'
import { day, plusDays } from '#domain/case/day.ts'
import {
  base64url,
  fromBase64url,
  newMessageId,
  type OfficerId,
  systemChance,
} from '#domain/case/ids.ts'
import { CONTEXT_V2, type HeadV2 } from '#domain/case/message-v2.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { ReporterKey } from '#ports.ts'
import type { WireCase, WireLetter } from '#wire/desk.ts'
import { officerServices } from '../fixtures/officer-services.ts'
import { HEAD, historyOf, ROOT } from '../fixtures/roster-history.ts'
import { makeStaff, officerOf, type Staff } from './officers.ts'
import { putSealedCase } from './sealed-case.ts'
import { wire } from './wire-case.ts'

const today = day('2026-11-23')
let staff: Staff
let own: PrivateKeyHandle
let one: WireCase
let other: WireCase
let reporter: ReporterKey

const read = (wireCase: WireCase, history = historyOf(staff.officers)) =>
  openCase(wireCase, own, history)

beforeAll(async () => {
  staff = await makeStaff()
  own = await unlock(officerOf(staff, 'ethics-2').key.privateKey, '')
  const { desk } = officerServices()
  const turns = (words: string) =>
    [
      { kind: 'concern', text: words, ago: 5 },
      { kind: 'question', by: 'ethics-2', text: 'When was it?', ago: 4, reason: 'facts_missing' },
      { kind: 'addition', text: 'In May.', ago: 3 },
      { kind: 'addition', text: 'Or in June.', ago: 3 },
    ] as const
  const story = { leaf: 'advice.gifts_honours', taps: ['ask', 'gift'] } as const
  const first = await putSealedCase(desk, staff, today, { ...story, turns: turns('A watch.') })
  reporter = first.reporter
  one = wire(first, 'ethics-2')
  other = wire(
    await putSealedCase(desk, staff, today, { ...story, turns: turns('A car.') }),
    'ethics-2',
  )
})

describe('a case as it was written', () => {
  test('opens whole, in order and without a warning', async () => {
    const decryptedCase = await read(one)
    expect(decryptedCase.letters.map(({ words }) => words)).toEqual([
      'A watch.',
      'When was it?',
      'In May.',
      'Or in June.',
    ])
    expect(decryptedCase.letters.every(({ trouble }) => trouble === null)).toBe(true)
    expect(decryptedCase.troubles).toEqual([])
    expect(decryptedCase.form?.leaf).toBe('advice.gifts_honours')
  })
})

describe('T-144 what the person is said to have done', () => {
  const settled = async (change: Partial<ActStatement> = {}, key = reporter) => {
    const [letter] = one.letters
    const hash = await sealer.hash(fromBase64url(letter?.data ?? ''))
    const statement: ActStatement = {
      ...{ root: historyOf(staff.officers).root, case: one.id, act: 'settled', number: 1 },
      ...{ before: null, answers: null, office: 'ethics', content: null, day: today },
      ...{ by: 'reporter', directory: 'D'.repeat(43) },
      ...{ heads: { 'r>o': { seq: 1, hash }, 'o>r': null }, ...change },
    }
    return signAct(statement, key, new Date())
  }
  const troubles = async (...acts: readonly (SignedAct | null)[]) => {
    const events = acts.map((signedAct) => ({
      ...({ act: 'settled', by: 'reporter', on: today, reason: null } as const),
      ...(signedAct && { signedAct }),
    }))
    return (await read({ ...one, events })).troubles
  }

  test('counts by the signature of the key of the case, and without one where none was ever given', async () => {
    expect(await troubles(await settled())).toEqual([])
    expect(await troubles(null)).toEqual([])
    expect(await troubles(null, await settled())).toEqual([])
  })

  test('is named where another key signed it, where it was changed, or where it was put in', async () => {
    const other = (await makeReporterKey()).key
    expect(await troubles(await settled({}, other))).toEqual(['act_unproven'])
    expect(await troubles({ ...(await settled()), day: plusDays(today, -1) })).toEqual([
      'act_unproven',
    ])
    expect(await troubles(await settled(), null)).toEqual(['act_unproven'])
    const [own, foreign] = [await settled(), await settled({ case: 'A'.repeat(22) })]
    expect(await troubles(own, own)).toEqual(['act_missing'])
    expect(await troubles(foreign)).toEqual(['act_unproven'])
  })

  test('is named where the letters it was done after are others, or are kept back', async () => {
    const heads = { 'r>o': { seq: 1, hash: 'A'.repeat(43) }, 'o>r': null }
    expect(await troubles(await settled({ heads }))).toEqual(['act_missing'])
    const later = { 'r>o': { seq: 9, hash: 'A'.repeat(43) }, 'o>r': null }
    expect(await troubles(await settled({ heads: later }))).toEqual(['act_missing'])
  })
})

describe('a case that somebody changed in the database', () => {
  test('T-25 a letter of another case is said to be foreign, and is not shown', async () => {
    const [first, ...rest] = one.letters
    const theirs = other.letters[0]
    if (first === undefined || theirs === undefined) throw new Error('no letters')
    const swapped = { ...first, data: theirs.data, key: theirs.key }
    const decryptedCase = await read({ ...one, letters: [swapped, ...rest] })
    expect(decryptedCase.letters[0]).toMatchObject({ words: null, trouble: 'foreign' })
    expect(decryptedCase.troubles).toContain('first_missing')
  })

  test.each([
    ['card', 2, true],
    ['card', 1, false],
    ['card', 0, false],
    ['page', 1, true],
    ['page', 0, false],
  ] as const)(
    'T-102 a day of receipt that is not the one inside the first letter is said: %s, %i days later',
    async (door, days, isTrouble) => {
      for (const off of [days, -days]) {
        const { troubles } = await read({
          ...one,
          door,
          receivedOn: plusDays(day(one.receivedOn), off),
        })
        expect(troubles.includes('received_moved')).toBe(isTrouble)
      }
    },
  )

  test('T-26 a dropped letter leaves a gap that is said', async () => {
    const decryptedCase = await read({
      ...one,
      letters: one.letters.filter(({ seq }) => seq !== 2),
    })
    expect(decryptedCase.troubles).toContain('gap')
    expect(decryptedCase.letters.at(-1)?.trouble).toBe('misplaced')
  })

  test('T-26 a letter that stands there twice is said', async () => {
    const last = one.letters.at(-1)
    if (last === undefined) throw new Error('no letters')
    const decryptedCase = await read({ ...one, letters: [...one.letters, { ...last, seq: 4 }] })
    expect(decryptedCase.troubles).toContain('repeated')
    expect(decryptedCase.letters.at(-1)?.trouble).toBe('misplaced')
  })

  test('T-26 letters in another order do not follow each other', async () => {
    const [first, question, second, third] = one.letters
    if (!first || !question || !second || !third) throw new Error('no letters')
    const letters = [first, question, { ...third, seq: 2 }, { ...second, seq: 3 }]
    const decryptedCase = await read({ ...one, letters })
    expect(decryptedCase.letters.slice(2).map(({ trouble }) => trouble)).toEqual([
      'misplaced',
      'misplaced',
    ])
  })

  test('a key of the person that is not the one in her first letter is said, and nothing of hers counts', async () => {
    const stranger = await makeReporterKey()
    const decryptedCase = await read({ ...one, reporterCertificate: stranger.certificate })
    expect(decryptedCase.troubles).toEqual(['key_changed'])
    expect(decryptedCase.letters.at(-1)?.trouble).toBe('stranger')
  })

  test('an answer that no officer of the roster signed is not to be relied on', async () => {
    const readCase = await read(one, {
      ...historyOf(staff.officers),
      certificates: historyOf(staff.officers.slice(2)).certificates,
    })
    expect(readCase.letters[1]).toMatchObject({ words: 'When was it?', trouble: 'unsigned' })
  })

  test('a letter that was never sealed to this officer says so, and the others open', async () => {
    const letters = one.letters.map((letter, at) => (at === 2 ? { ...letter, key: null } : letter))
    const decryptedCase = await read({ ...one, letters })
    expect(decryptedCase.letters[2]).toMatchObject({ words: null, trouble: 'not_for_you' })
    expect(decryptedCase.letters[3]).toMatchObject({ words: 'Or in June.', trouble: null })
  })

  test('damaged bytes are said to be damaged', async () => {
    const letters = one.letters.map((letter, at) =>
      at === 0 ? { ...letter, data: `${letter.data.slice(0, -8)}AAAAAAAA` } : letter,
    )
    const decryptedCase = await read({ ...one, letters })
    expect(decryptedCase.letters[0]).toMatchObject({ words: null, trouble: 'broken' })
  })
})

const on = { at: new Date(), latest: new Date(), server: new Date(), day: today }
const seal = (wireCase: WireCase, history: RosterHistory, kind: 'answer' | 'note' = 'answer') => {
  const [roster] = history.rosters.slice(-1)
  if (roster === undefined) throw new Error('no roster')
  const proven = { roster, certificates: history.certificates, text: {} as never }
  const draft = { kind, words: 'Yes.', lang: 'en' }
  return sealDraft(wireCase, draft, on, own, { ...proven, history })
}

describe('T-139 readers whom nobody let in', () => {
  const ghost = { id: 'ethics-9', label: 'Officer 9', you: false }
  const stray = async () => {
    const key = await makeOfficerKey('Officer 9', undefined, new Date('2026-11-01T00:00:00Z'))
    const [like] = staff.officers
    if (like === undefined) throw new Error('no officer')
    return { ...like, id: 'ethics-9' as OfficerId, label: 'Officer 9', key }
  }
  test('somebody who came to the office after the account was sealed: named, and nothing is sealed', async () => {
    const before = historyOf(staff.officers)
    const since = historyOf([...staff.officers, await stray()])
    const rosters = [...before.rosters, ...since.rosters.map((one) => ({ ...one, version: 2 }))]
    const history = { ...since, rosters }
    const wireCase = { ...one, readers: [...one.readers, ghost] }
    const readCase = await read(wireCase, history)
    expect(readCase.troubles).toEqual(['ghost_reader'])
    expect(readCase.ghosts).toEqual(['Officer 9'])
    for (const kind of ['answer', 'note'] as const) {
      await expect(seal(wireCase, history, kind)).rejects.toMatchObject({ code: 'READER_UNKNOWN' })
    }
    expect((await seal(one, history)).keys.map(({ reader }) => reader)).not.toContain('ethics-9')
  })

  test('somebody whom she deskCase out, listed by the database', async () => {
    const deskCase = await putSealedCase(officerServices().desk, staff, today, {
      leaf: 'advice.gifts_honours',
      taps: ['ask', 'gift'],
      keptOut: ['ethics-1'],
      readers: ['ethics-2', 'ethics-3'],
      turns: [{ kind: 'concern', text: 'A watch.', ago: 2 }],
    })
    const honest = wire(deskCase, 'ethics-2')
    const wireCase = {
      ...honest,
      readers: [...honest.readers, { id: 'ethics-1', label: 'x', you: false }],
    }
    expect((await read(honest)).troubles).toEqual([])
    expect((await read(wireCase)).troubles).toEqual(['ghost_reader'])
    await expect(seal(wireCase, historyOf(staff.officers))).rejects.toMatchObject({
      code: 'READER_UNKNOWN',
    })
  })

  test('somebody whom she kept out later, whom the database lists as before: named once she has written', async () => {
    const keyOf = (id: string) => officerOf(staff, id as OfficerId).key
    const written = async (...ids: readonly string[]): Promise<WireCase> => {
      const own4 = {
        seq: 4,
        prev: await sealer.hash(fromBase64url(one.letters.at(-1)?.data ?? '')),
      }
      const msg = newMessageId(systemChance)
      const to = ids.map((id) => ({
        role: 'officer' as const,
        reader: id,
        certificate: keyOf(id).certificate,
      }))
      const head: HeadV2 = {
        ...{ v: 2, ctx: CONTEXT_V2, root: ROOT, typ: 'addition', case: one.id, msg, ...own4 },
        ...{ dir: 'r>o', office: 'ethics', channel: 'card', day: today, lang: 'en' },
        readers: ids.map((id) => keyOf(id).fingerprint as string).toSorted(),
        seen: { 'r>o': { seq: 3, hash: own4.prev }, 'o>r': null },
        directory: HEAD,
      }
      const words = { text: new Confidential('One thing more.'), form: {} }
      const { data, keys } = await sealer.seal({ ...head, ...words }, to, reporter)
      const key = keys.find(({ reader }) => reader === 'ethics-2')?.bytes ?? new Uint8Array()
      const place = {
        id: msg,
        seq: 4,
        dir: 'r>o',
        kind: 'addition',
        on: today,
        half: null,
      } as const
      const letter = { ...place, data: base64url(data), key: base64url(key), sealedTo: [] }
      return { ...one, letters: [...one.letters, letter] }
    }
    expect((await read(await written('ethics-1', 'ethics-2', 'ethics-3'))).troubles).toEqual([])
    const since = await written('ethics-2', 'ethics-3')
    const honest = { ...since, readers: since.readers.filter(({ id }) => id !== 'ethics-1') }
    expect((await read(honest)).troubles).toEqual([])
    const readCase = await read(since)
    expect([readCase.troubles, readCase.ghosts]).toEqual([
      ['ghost_reader'],
      [officerOf(staff, 'ethics-1').label],
    ])
    await expect(seal(since, historyOf(staff.officers))).rejects.toMatchObject({
      code: 'READER_UNKNOWN',
    })
    // Whose key had ended by that day was not left out by her.
    const ended = await makeOfficerKey(
      'Officer 1',
      undefined,
      new Date(`${plusDays(today, 40)}T00:00:00Z`),
    )
    const later = staff.officers.map((one) =>
      one.id === 'ethics-1' ? { ...one, key: ended } : one,
    )
    expect((await read(since, historyOf(later))).troubles).toEqual([])
  })

  test('a case that the database moves to another office lets in nobody there', async () => {
    const moved = { ...one, office: 'hr' } as const
    expect((await read(moved)).troubles).toEqual(['ghost_reader'])
  })

  test('a key of the person that is another one: nothing is sealed to it, a note is', async () => {
    const { certificate } = await makeReporterKey()
    const wireCase = { ...one, reporterCertificate: certificate }
    const history = historyOf(staff.officers)
    await expect(seal(wireCase, history)).rejects.toMatchObject({ code: 'READER_UNKNOWN' })
    await expect(seal(wireCase, history, 'note')).resolves.toMatchObject({ seq: 1 })
  })
})

describe('T-141 a letter of version 2 names what its writer had been given', () => {
  const answered = async (wireCase: WireCase): Promise<WireCase> => {
    const { id, seq, data, keys } = await seal(wireCase, historyOf(staff.officers))
    const key = keys.find(({ reader }) => reader === 'ethics-2')?.bytes ?? null
    const place = { id, seq, dir: 'o>r', kind: 'answer', on: today, half: null } as const
    return { ...wireCase, letters: [...wireCase.letters, { ...place, data, key, sealedTo: [] }] }
  }

  test('an honest answer has no trouble, and its author is named', async () => {
    const { letters } = await read(await answered(one))
    const author = officerOf(staff, 'ethics-2').label
    expect(letters.at(-1)).toMatchObject({ words: 'Yes.', trouble: null, author })
  })

  test('her last letter is deskCase back, or exchanged for one that was put in', async () => {
    const wireCase = await answered(one)
    const last = wireCase.letters.at(-2)
    const without = wireCase.letters.filter((letter) => letter !== last)
    expect((await read({ ...wireCase, letters: without })).letters.at(-1)?.trouble).toBe('withheld')
    const theirs = other.letters.at(-1)
    const letters = wireCase.letters.map((letter) =>
      letter === last ? { ...letter, data: theirs?.data ?? '', key: theirs?.key ?? null } : letter,
    )
    expect((await read({ ...wireCase, letters })).letters.at(-1)?.trouble).toBe('forked')
  })

  test('a published list is deskCase back: the letter names one that is not here', async () => {
    const wireCase = await answered(one)
    const history = { ...historyOf(staff.officers), heads: ['X'.repeat(43)] }
    expect((await read(wireCase, history)).letters.at(-1)?.trouble).toBe('roster_unknown')
  })
})

describe('T-142 the author is who signed', () => {
  test('an officer of the office is named by the roster, whoever the database says it was', async () => {
    expect((await read(one)).letters[1]).toMatchObject({
      author: officerOf(staff, 'ethics-2').label,
      trouble: null,
    })
  })

  test.each([
    ['an officer of another office', 'author_elsewhere'],
    ['a custodian', 'author_custodian'],
    ['who had left before', 'author_left'],
    ['who was never let in', 'author_no_reader'],
  ] as const)('%s: %s', async (_who, trouble) => {
    const without = staff.officers.filter(({ id }) => id !== ('ethics-2' as OfficerId))
    const two = officerOf(staff, 'ethics-2')
    const whole = historyOf(staff.officers)
    const [all] = whole.rosters
    if (all === undefined) throw new Error('no roster')
    const changed: Record<typeof trouble, RosterHistory> = {
      author_elsewhere: historyOf([...without, { ...two, office: 'hr' }]),
      author_custodian: historyOf(without, [two]),
      author_left: {
        ...whole,
        rosters: [
          { ...all, expires: '2026-11-10' },
          ...historyOf(without).rosters.map((one) => ({ ...one, issued: '2026-11-11' })),
        ],
      },
      author_no_reader: {
        ...whole,
        rosters: [...historyOf(without).rosters, { ...all, version: 2 }],
      },
    }
    const readCase = await read(one, changed[trouble])
    expect(readCase.letters[1]).toMatchObject({ author: null, trouble })
  })
})

describe('a name', () => {
  const readers = () =>
    staff.officers.map(({ id, key }) => ({
      role: 'officer' as const,
      reader: id as string,
      certificate: key.certificate,
    }))
  const named = async (
    signWith?: ReporterKey,
    words = 'Amina Haddad',
    before = one,
  ): Promise<WireCase> => {
    const reporterLetters = before.letters.filter(({ dir }) => dir === 'r>o')
    const id = newMessageId(systemChance)
    const place = { dir: 'r>o', seq: reporterLetters.length + 1 } as const
    const head = { v: 1, typ: 'identity', case: one.id, msg: id, office: 'ethics' } as const
    const prev = await sealer.hash(fromBase64url(reporterLetters.at(-1)?.data ?? ''))
    const envelope = await sealer.seal(
      {
        ...{ ...head, ...place, prev, day: today, lang: 'en' },
        ...{ text: new Confidential(words), form: {} },
      },
      readers(),
      signWith,
    )
    const mine = envelope.keys.find(({ reader }) => reader === 'ethics-2')
    const letter: WireLetter = {
      ...{ id, ...place, kind: 'identity', on: today, sealedTo: [] },
      ...{ data: base64url(envelope.data), key: base64url(mine?.bytes ?? new Uint8Array()) },
      half: null,
    }
    return { ...before, letters: [...before.letters, letter] }
  }

  test('that came later counts when the person signed it', async () => {
    const decryptedCase = await read(await named(reporter))
    expect(decryptedCase.name).toBe('Amina Haddad')
    expect(decryptedCase.letters.at(-1)?.trouble).toBeNull()
  })

  test('T-140 of two names the one with the higher number counts, in whatever order the rows stand', async () => {
    const earlier = await named(reporter)
    const last = earlier.letters.at(-1)
    const both = await named(reporter, 'Amina Said Haddad', earlier)
    expect((await read(both)).name).toBe('Amina Said Haddad')
    const letters = [...both.letters.filter((letter) => letter !== last), ...(last ? [last] : [])]
    const swapped = await read({ ...both, letters })
    expect(swapped.name).toBe('Amina Said Haddad')
    expect(swapped.letters.map(({ trouble }) => trouble)).toContain('out_of_order')
  })

  test('that somebody slipped in, unsigned or signed by another, is no name', async () => {
    const stranger = await makeReporterKey()
    for (const key of [undefined, stranger.key]) {
      const decryptedCase = await read(await named(key))
      expect(decryptedCase.name).toBeNull()
      expect(decryptedCase.letters.at(-1)?.trouble).toBe('stranger')
      expect(decryptedCase.troubles).toEqual(['name_doubtful'])
    }
  })

  test('T-140 a name that a card case began with, exchanged for another after an answer: none, and that is said', async () => {
    const turns = [
      { kind: 'concern', text: 'A watch.', ago: 5 },
      { kind: 'identity', text: 'Ama Mensah', ago: 5 },
    ] as const
    const story = { leaf: 'advice.gifts_honours', taps: [], turns } as const
    const { desk } = officerServices()
    const served = wire(await putSealedCase(desk, staff, today, story), 'ethics-2')
    const { id, seq, data, keys } = await seal(served, historyOf(staff.officers))
    const row = {
      id,
      seq,
      dir: 'o>r',
      kind: 'answer',
      on: today,
      half: null,
      sealedTo: [],
    } as const
    const key = keys.find(({ reader }) => reader === 'ethics-2')?.bytes ?? null
    const honest = { ...served, letters: [...served.letters, { ...row, data, key, sealedTo: [] }] }
    expect(await read(honest)).toMatchObject({ name: 'Ama Mensah', troubles: [] })
    const [account, name, answer] = honest.letters
    if (!account || !name || !answer) throw new Error('no letters')
    const prev = await sealer.hash(fromBase64url(account.data))
    const head = { v: 1, typ: 'identity', case: served.id, msg: name.id, office: 'ethics' } as const
    const where = { seq: 2, dir: 'r>o', prev, day: name.on, lang: 'en' } as const
    const words = { text: new Confidential('Kofi Mensah'), form: {} }
    const forged = await sealer.seal({ ...head, ...where, ...words }, readers())
    const mine = forged.keys.find(({ reader }) => reader === 'ethics-2')?.bytes ?? new Uint8Array()
    const other = { ...name, data: base64url(forged.data), key: base64url(mine) }
    const exchanged = await read({ ...honest, letters: [account, other, answer] })
    expect(exchanged).toMatchObject({ name: null })
    expect(exchanged.troubles).toContain('name_doubtful')
  })

  test('T-36 whose other half is with a custodian is said to be so, and does not open', async () => {
    const wireCase = await named(reporter)
    const letters = wireCase.letters.map((each) =>
      each.kind === 'identity' ? { ...each, half: 'missing' as const } : each,
    )
    const decryptedCase = await read({ ...wireCase, letters })
    expect(decryptedCase.name).toBeNull()
    expect(decryptedCase.letters.at(-1)).toMatchObject({ words: null, trouble: 'half' })
  })
})
