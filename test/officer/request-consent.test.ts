import { expect, test } from 'vitest'
import type { MessageId } from '#domain/case/ids.ts'
import type { Leaf, LeafId } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'
import { askConsent, passableTo } from '#officer/request-consent.ts'
import { OFFICERS, officerServices, put } from '../fixtures/officer-services.ts'
import { uploaded } from '../fixtures/sealed.ts'

const ETHICS = ['ethics-1', 'ethics-2', 'ethics-3']
const LEAF = 'advice.gifts_honours' as LeafId
const lead = OFFICERS.find(({ id }) => id === 'ethics-1') ?? (OFFICERS[0] as never)
const refusal = (code: string) => expect.objectContaining({ code }) as unknown

/** A desk where this leaf has these rules. */
function deskWith(rules: Pick<Leaf, 'consent' | 'mode'>) {
  const made = officerServices()
  const policy = { ...made.services.policy, leaves: new Map([[LEAF, rules as Leaf]]) }
  const services = Object.assign(Object.create(made.services), { policy }) as typeof made.services
  return { ...made, services }
}

test('asking pauses the clock and passes nothing on', async () => {
  const { services, desk } = deskWith({ consent: 'required', mode: 'advice' })
  const { id } = put(desk, ETHICS, { leaf: LEAF })
  const caseRecord = await askConsent(services, lead, id, uploaded(1, ETHICS), 'hr')
  expect(caseRecord.status).toMatchObject({ state: 'waiting', pausedOn: '2026-11-23' })
  expect(caseRecord).toMatchObject({ office: 'ethics', readers: ETHICS, consents: [] })
  expect(caseRecord.letters.at(-1)).toMatchObject({ kind: 'consent', dir: 'o>r' })
})

test('where nothing can be passed on, and where she said "do nothing", nobody is asked', async () => {
  const never = [
    { consent: 'not_applicable', mode: 'service' },
    { consent: 'required_with_override', mode: 'notice' },
  ] as const
  for (const rules of never) {
    const { services, desk } = deskWith(rules)
    const { id } = put(desk, ETHICS, { leaf: LEAF })
    await expect(askConsent(services, lead, id, uploaded(1, ETHICS), 'hr')).rejects.toEqual(
      refusal('CONSENT_REFUSED'),
    )
    expect(desk.cases.get(id)?.events).toHaveLength(1)
  }
})

test('not to its own office, not to one that is below health, not to one that takes nothing here', async () => {
  const { services, desk } = deskWith({ consent: 'required', mode: 'advice' })
  const { id } = put(desk, ETHICS, { leaf: LEAF })
  const ask = (office: Office, able = services) =>
    askConsent(able, lead, id, uploaded(1, ETHICS), office)
  await expect(ask('ethics')).rejects.toEqual(refusal('CONSENT_REFUSED'))
  const { readership, policy } = services
  const ill = { ...readership, healthy: async () => ['ethics', 'ombudsman'] as const }
  const without = Object.assign(Object.create(services), { readership: ill }) as typeof services
  await expect(ask('hr', without)).rejects.toEqual(refusal('CONSENT_REFUSED'))
  const hr = { ...policy.offices.hr, receives: 'contact_card' } as const
  const closed = { policy: { ...policy, offices: { ...policy.offices, hr } } }
  expect(
    passableTo(closed, { office: 'ethics', leaf: LEAF }, ['ethics', 'ombudsman', 'hr']),
  ).toEqual(['ombudsman'])
})

test('one request at a time; when it ran out, or she wrote instead, one may ask anew', async () => {
  const { services, desk } = deskWith({ consent: 'required', mode: 'advice' })
  const deskCase = put(desk, ETHICS, { leaf: LEAF })
  const ask = (seq: number) => askConsent(services, lead, deskCase.id, uploaded(seq, ETHICS), 'hr')
  await ask(1)
  await expect(ask(2)).rejects.toEqual(refusal('CONSENT_OPEN'))
  const on = deskCase.terms.receivedOn
  deskCase.events.push({ act: 'lapsed', by: 'duty', on, at: null, reason: null, corrects: null })
  await ask(2)
  deskCase.events.push({ act: 'added', by: 'reporter', on, at: null, reason: null, corrects: null })
  const caseRecord = await ask(3)
  expect(caseRecord.letters.filter(({ kind }) => kind === 'consent')).toHaveLength(3)
})

test('an answered request does not stand in the way of the next', async () => {
  const { services, desk } = deskWith({ consent: 'required', mode: 'advice' })
  const { id } = put(desk, ETHICS, { leaf: LEAF })
  const { letters } = await askConsent(services, lead, id, uploaded(1, ETHICS), 'hr')
  const deskCase = desk.cases.get(id)
  const on = deskCase?.terms.receivedOn ?? ('' as never)
  const request = letters.at(-1)?.id as MessageId
  const answer = { request, office: 'hr', hash: 'h'.repeat(43), agreed: false, on } as const
  Object.assign(deskCase ?? {}, { consents: [answer] })
  deskCase?.events.push({
    act: 'declined',
    by: 'reporter',
    on,
    at: null,
    reason: null,
    corrects: null,
  })
  expect((await askConsent(services, lead, id, uploaded(2, ETHICS), 'hr')).status.state).toBe(
    'waiting',
  )
})

test('a request is sealed to the person and to every reader, or not taken', async () => {
  const { services, desk } = deskWith({ consent: 'required', mode: 'advice' })
  const { id } = put(desk, ETHICS, { leaf: LEAF })
  const letters = [
    uploaded(1, ETHICS, false),
    uploaded(1, ['ethics-1']),
    uploaded(1, [...ETHICS, 'hr-1']),
  ]
  for (const letter of letters) {
    await expect(askConsent(services, lead, id, letter, 'hr')).rejects.toEqual(
      refusal('KEY_REFUSED'),
    )
  }
  expect(desk.ledger.map(({ act }) => act)).toEqual(letters.map(() => 'refused consent_asked'))
})
