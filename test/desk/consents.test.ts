import { beforeAll, describe, expect, test } from 'vitest'
import { type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { sealer } from '#crypto/seal.ts'
import { consentForm, fitsRequest } from '#desk/key-worker/consent-form.ts'
import { openCase } from '#desk/key-worker/read-case.ts'
import { offeredOffices } from '#desk/model/asking.ts'
import { SANITISED_LIMIT, SANITISED_LINES } from '#domain/case/consent.ts'
import { day } from '#domain/case/day.ts'
import { fromBase64url } from '#domain/case/ids.ts'
import type { WireCase } from '#wire/desk.ts'
import { officerServices } from '../fixtures/officer-services.ts'
import { historyOf } from '../fixtures/roster-history.ts'
import { makeStaff, officerOf, type Staff } from './officers.ts'
import { putSealedCase } from './sealed-case.ts'
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
