import { beforeAll, describe, expect, test } from 'vitest'
import { type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { sealer } from '#crypto/seal.ts'
import { consentForm, fitsRequest } from '#desk/key-worker/consent-form.ts'
import { openCase } from '#desk/key-worker/read-case.ts'
import { sealDraft } from '#desk/key-worker/seal-draft.ts'
import { offeredOffices } from '#desk/model/asking.ts'
import { SANITISED_LIMIT, SANITISED_LINES } from '#domain/case/consent.ts'
import { day, plusDays } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { fromBase64url, type OfficerId } from '#domain/case/ids.ts'
import type { WireCase } from '#wire/desk.ts'
import { officerServices } from '../fixtures/officer-services.ts'
import { historyOf } from '../fixtures/roster-history.ts'
import { makeStaff, officerOf, type Staff } from './officers.ts'
import { putSealedCase, type Turn } from './sealed-case.ts'
import { wire } from './wire-case.ts'

const refusal = (code: string) => expect.objectContaining({ code }) as unknown
const account = { content: 'account', sanitised: '' } as const

let staff: Staff
let own: PrivateKeyHandle
let wireCase: WireCase

beforeAll(async () => {
  staff = await makeStaff()
  own = await unlock(officerOf(staff, 'ethics-2').key.privateKey, '')
  const { desk } = officerServices()
  const story = {
    leaf: 'advice.gifts_honours',
    taps: [],
    about: ['hr', 'head'],
    turns: [
      { kind: 'concern', text: 'A watch.', ago: 2 },
      { kind: 'addition', text: 'And a car.', ago: 1 },
    ],
  } as const
  wireCase = wire(await putSealedCase(desk, staff, day('2026-11-23'), story), 'ethics-2')
})

describe('what an officer’s machine seals into a request', () => {
  test('the hash of the account is that of the very bytes that are wireCase', async () => {
    const form = await consentForm(wireCase, { office: 'ombudsman', ...account }, own)
    const first = wireCase.letters.find(({ kind }) => kind === 'concern')
    expect(form).toEqual({
      office: 'ombudsman',
      content: 'account',
      hash: await sealer.hash(fromBase64url(first?.data ?? '')),
      sanitised: null,
    })
  })

  test('an office that the person kept out is refused on the machine, whatever the page asks', async () => {
    await expect(consentForm(wireCase, { office: 'hr', ...account }, own)).rejects.toEqual(
      refusal('CONSENT_REFUSED'),
    )
  })

  test('without her first letter nobody knows whom she kept out, so nothing is asked', async () => {
    const without = {
      ...wireCase,
      letters: wireCase.letters.filter(({ kind }) => kind !== 'concern'),
    }
    const moved = { ...wireCase, id: 'A'.repeat(22) }
    for (const broken of [without, moved]) {
      await expect(consentForm(broken, { office: 'ombudsman', ...account }, own)).rejects.toEqual(
        refusal('CONSENT_REFUSED'),
      )
    }
  })

  test('a version is as long as a person can read on one screen, and is not blank', async () => {
    expect(fitsRequest('a'.repeat(SANITISED_LIMIT))).toBe(true)
    expect(fitsRequest('😀'.repeat(SANITISED_LIMIT))).toBe(true)
    const wrong = ['', ' \n ', 'a'.repeat(SANITISED_LIMIT + 1), 'a\n'.repeat(SANITISED_LINES)]
    for (const sanitised of wrong) {
      const asking = { office: 'ombudsman', content: 'sanitised', sanitised } as const
      await expect(consentForm(wireCase, asking, own)).rejects.toEqual(refusal('ANSWERS_INVALID'))
    }
  })
})

describe('what the desk offers', () => {
  test('never an office she kept out, and none while her first letter cannot be read', async () => {
    const { form } = await openCase(wireCase, own, historyOf([]))
    expect(offeredOffices(wireCase, { form })).toEqual(['ombudsman', 'investigations'])
    expect(offeredOffices({ ...wireCase, passableTo: [] }, { form })).toEqual([])
    expect(offeredOffices(wireCase, { form: null })).toEqual([])
  })

  test('none while she has not answered, and again when the time for it ran out', async () => {
    const { form } = await openCase(wireCase, own, historyOf([]))
    const asked = {
      ...wireCase.letters[1],
      id: 'B'.repeat(22),
      dir: 'o>r',
      kind: 'consent',
    } as const
    const waiting = { ...wireCase, letters: [...wireCase.letters, asked] } as WireCase
    expect(offeredOffices({ ...waiting, state: 'waiting' }, { form })).toEqual([])
    expect(offeredOffices({ ...waiting, state: 'lapsed' }, { form })).not.toEqual([])
  })
})

test('a question is no request to pass something on, and an addition no answer to one', async () => {
  const { desk } = officerServices()
  const turns = [
    { kind: 'concern', text: 'A watch.', ago: 2 },
    { kind: 'question', by: 'ethics-2', text: 'May I?', ago: 1 },
  ] as const
  const deskCase = await putSealedCase(desk, staff, day('2026-11-23'), {
    leaf: 'advice.gifts_honours',
    taps: [],
    turns,
  })
  const caseOfDesk = wire(deskCase, 'ethics-2')
  const read = await openCase(caseOfDesk, own, historyOf(staff.officers))
  expect(read.consents).toEqual([])
  expect(read.letters.map(({ agreed }) => agreed)).toEqual([null, null])
})

describe('T-141 a Yes counts only while a No after it cannot be missing, and for a request of an author', () => {
  const about = { office: 'hr', hash: 'H'.repeat(43) } as const
  const answer = (agreed: boolean) => ({
    ...({ kind: 'consent', text: '', ago: 1 } as const),
    form: (letters: readonly SealedLetter[]) => {
      return { ...about, request: letters.find(({ dir }) => dir === 'o>r')?.id, agreed }
    },
  })
  const request = { content: 'sanitised', sanitised: 'A watch.', ...about }
  const asks = { kind: 'consent', by: 'ethics-2', text: 'Why.', ago: 2, form: request } as const
  const account = { kind: 'concern', text: 'A watch.', ago: 3 } as const
  async function answered(...turns: readonly Turn[]): Promise<WireCase> {
    const { desk } = officerServices()
    const story = {
      leaf: 'advice.gifts_honours',
      taps: [],
      turns: [account, asks, ...turns],
    } as const
    const consentCase = wire(await putSealedCase(desk, staff, day('2026-11-23'), story), 'ethics-2')
    const consents = turns
      .filter(({ kind }) => kind === 'consent')
      .map(({ form, ago }) => {
        const inForm = form as unknown as (letters: unknown) => WireCase['consents'][number]
        return { ...inForm(consentCase.letters), on: plusDays(day('2026-11-23'), -ago) }
      })
    return { ...consentCase, consents }
  }
  const [yes, no] = [answer(true), answer(false)]
  const addition = { kind: 'addition', text: 'More.', ago: 1 } as const
  const standing = async (of: WireCase, history = historyOf(staff.officers)) =>
    (await openCase(of, own, history)).consents.map((one) => one.standing)
  /** HR reads, by the roster, and the database lists one of its officers. */
  const atHr = async (of: WireCase) => {
    const hr = { id: 'hr-1' as OfficerId, office: 'hr', role: 'officer', label: 'HR' } as const
    const { key } = officerOf(staff, 'ethics-1')
    const others = staff.officers.filter(({ id }) => id !== ('ethics-1' as OfficerId))
    const readers = [{ id: 'hr-1', label: 'HR', you: false }]
    const history = historyOf([...others, { ...hr, key }])
    return (await openCase({ ...of, office: 'hr', readers }, own, history)).troubles
  }

  test('it stands, and lets in the office that it names', async () => {
    const agreed = await answered(yes)
    expect(await standing(agreed)).toEqual(['agreed'])
    expect(await atHr(agreed)).toEqual([])
    expect(await standing(await answered(yes, addition))).toEqual(['agreed'])
  })

  test('taken back it stays taken back, in whatever order the rows come', async () => {
    const takenBack = await answered(yes, no)
    const reordered = {
      ...takenBack,
      letters: takenBack.letters.toReversed(),
      consents: takenBack.consents.toReversed(),
    }
    for (const of of [takenBack, reordered]) {
      expect(await standing(of)).toEqual(['taken_back'])
      expect(await atHr(of)).toContain('ghost_reader')
    }
  })

  test('a No that is kept back: nothing is proven as soon as a letter after it shows the gap, and the gap is named', async () => {
    const whole = await answered(yes, no, addition)
    const [consent] = whole.consents
    if (consent === undefined) throw new Error('no consent')
    const remaining = whole.letters.filter(({ seq, dir }) => dir !== 'r>o' || seq !== 3)
    const withheld = { ...whole, letters: remaining, consents: [consent] }
    expect(await standing(withheld)).toEqual(['unproved'])
    expect(await atHr(withheld)).toEqual(expect.arrayContaining(['gap', 'ghost_reader']))
    const broken = whole.letters.map((letter) =>
      letter.dir === 'r>o' && letter.seq === 3 ? { ...letter, key: null } : letter,
    )
    expect(await standing({ ...whole, letters: broken, consents: [consent] })).toEqual(['unproved'])
  })

  test('or as soon as an answer of the office names it', async () => {
    const takenBack = await answered(yes, no)
    const letters = await withAnswer(takenBack)
    const [consent] = takenBack.consents
    const remaining = letters.filter(({ dir, seq }) => dir !== 'r>o' || seq !== 3)
    const read = await openCase(
      { ...takenBack, letters: remaining, consents: consent ? [consent] : [] },
      own,
      historyOf(staff.officers),
    )
    expect(read.consents.map((one) => one.standing)).toEqual(['unproved'])
    expect(read.letters.at(-1)?.trouble).toBe('withheld')
  })

  test('to a request that an officer of another office signed it counts for nothing', async () => {
    const agreed = await answered(yes)
    const { key, ...two } = officerOf(staff, 'ethics-2')
    const others = staff.officers.filter(({ id }) => id !== two.id)
    const elsewhere = historyOf([...others, { ...two, key, office: 'hr' }])
    expect(await standing(agreed, elsewhere)).toEqual([])
    expect((await openCase({ ...agreed, office: 'hr' }, own, elsewhere)).troubles).toContain(
      'ghost_reader',
    )
  })

  async function withAnswer(of: WireCase): Promise<WireCase['letters']> {
    const history = historyOf(staff.officers)
    const [roster] = history.rosters
    if (roster === undefined) throw new Error('no roster')
    const proven = { roster, certificates: history.certificates, text: {} as never, history }
    const at = new Date()
    const on = { at, latest: at, server: at, day: day('2026-11-23') }
    const draft = { kind: 'answer', words: 'Noted.', lang: 'en' } as const
    const { id, seq, data, keys } = await sealDraft(of, draft, on, own, proven)
    const key = keys.find(({ reader }) => reader === 'ethics-2')?.bytes ?? null
    const row = { id, seq, data, key, half: null, sealedTo: [] }
    return [...of.letters, { ...row, dir: 'o>r', kind: 'answer', on: day('2026-11-23') }]
  }
})
