import { expect, test } from 'vitest'
import type { Dialog } from '#dialogs/dialog.ts'
import { type Journey, leafOf, move, promiseOf, routeOf, show } from '#dialogs/journey.ts'
import type { LeafId } from '#domain/concern/leaf.ts'
import { AppError } from '#errors.ts'
import { factsFor, POLICY } from './facts.ts'
import { TAXONOMY } from './taxonomy.ts'
import { at, onward, press, tapsOf } from './walks.ts'

const facts = factsFor()
const FRAUD = 'misconduct.fraud_corruption'
const ALL_INVESTIGATORS = ['investigations-1', 'investigations-2', 'investigations-3']

function journeyAtPromise(
  leaf: LeafId,
  answers: Record<string, unknown> = {},
  known = facts,
): Journey {
  const journey = at(tapsOf(leaf), known)
  return journey.step === 'keep_out' ? onward(journey, known, answers) : journey
}

function textOf(dialog: Dialog): string {
  return dialog.body
    .map((block) =>
      block.kind === 'text'
        ? block.text
        : block.kind === 'fact'
          ? `${block.label} ${block.text}`
          : '',
    )
    .join('\n')
}

const promiseText = (leaf: LeafId, answers = {}, known = facts) =>
  textOf(show(journeyAtPromise(leaf, answers, known), known))

test('before anything is typed the promise says who reads, what it means, and by which day', () => {
  const text = promiseText(FRAUD)
  expect(text).toContain('3 people in the investigations office can open it.')
  expect(text).toContain('A formal report.')
  expect(text).toContain('A person answers you by Friday 27 November.')
  expect(text).toContain('we must act even if you say no')
  expect(text).toContain('People who run both Teams and this service')
  expect(text).toContain('This office reads English, French and Arabic.')
  expect(promiseOf(journeyAtPromise(FRAUD), facts)).toEqual({
    office: 'investigations',
    readers: 3,
    dueOn: '2026-11-27',
  })
})

test('the override and the card are mentioned on every channel, whatever the leaf', () => {
  for (const [leaf, , office] of TAXONOMY) {
    if (office === null) continue
    const journey = leaf === 'service.general_information' ? null : journeyAtPromise(leaf)
    if (journey === null) continue
    const text = textOf(show(journey, facts))
    expect(text, leaf).toContain('Where somebody’s life, a child or sexual exploitation')
    expect(text, leaf).toContain('together open what you send here')
  }
})

test('formal time limits come first, also when only advice is wanted', () => {
  const sentence = 'does not stop your time limit'
  const first = (journey: Journey) => show(journey, facts).body[0]
  expect(first(journeyAtPromise('workplace.performance_appraisal'))).toMatchObject({
    text: expect.stringContaining(sentence),
  })
  const advice = onward(
    move(journeyAtPromise('misconduct.sexual_harassment'), press('advice_only'), facts),
    facts,
  )
  expect(advice.step).toBe('door')
  expect(textOf(show(advice, facts))).toContain(sentence)
  expect(promiseText(FRAUD)).not.toContain(sentence)
})

test('a report that ends at the ombudsman says that it is none, and opens no protection', () => {
  const text = promiseText(FRAUD, { about: ['investigations', 'ethics'] })
  expect(text).toContain('This is not a formal report.')
  expect(text).toContain('Informal and off the record.')
  expect(text).toContain('does not open protection')
  expect(text).not.toContain('A formal report.')
  expect(promiseText('workplace.team_climate')).not.toContain('This is not a formal report.')
})

test('an exclusion that changes the office is said on the promise', () => {
  expect(promiseText(FRAUD, { about: ['investigations'] })).toContain(
    'It does not go to the investigations office, because it is about that office.',
  )
  expect(promiseText(FRAUD, { kept_out: ALL_INVESTIGATORS })).toContain(
    'Nobody is left in the investigations office who may open it. It goes to the ethics office.',
  )
  expect(promiseText('retaliation.protection_request', { about: ['head'] })).toContain(
    'about the head of the organisation, it goes to the investigations office',
  )
})

test('an office that cannot receive safely is not passed over: the person is told, and nothing is sent', () => {
  const { investigations: _, ...others } = facts.officers
  const away = factsFor('en', { officers: others })
  const closed = show(journeyAtPromise(FRAUD, {}, away), away)
  expect(closed.id).toBe('nobody_left')
  expect(closed.title).toBe('We cannot take this safely now')
  expect(closed.asks).toEqual([])
})

test('an office that receives elsewhere is passed over and named', () => {
  const { ombudsman } = POLICY.offices
  const offices = {
    ...POLICY.offices,
    ombudsman: { ...ombudsman, receives: 'contact_card' as const },
  }
  const calls = factsFor('en', { policy: { ...POLICY, offices } })
  const dialog = show(journeyAtPromise('workplace.team_climate', {}, calls), calls)
  expect(textOf(dialog)).toContain('You can call the ombudsman’s office')
  expect(dialog.body).toContainEqual(expect.objectContaining({ number: ombudsman.contact.number }))
})

test('officers of the office that receives instead can be kept out one by one', () => {
  const journey = journeyAtPromise(FRAUD, { kept_out: ALL_INVESTIGATORS })
  const again = move(journey, press('back'), facts)
  const officers = show(again, facts).asks.find(({ id }) => id === 'kept_out')
  expect(officers).toMatchObject({ chosen: ALL_INVESTIGATORS })
  const values = officers?.kind === 'many' ? officers.options.map(({ value }) => value) : []
  expect(values).toEqual([...ALL_INVESTIGATORS, 'ethics-1', 'ethics-2', 'ethics-3'])
  const fewer = onward(again, facts, { kept_out: [...ALL_INVESTIGATORS, 'ethics-1', 'ethics-3'] })
  expect(textOf(show(fewer, facts))).toContain('One person can read this; when away, nobody.')
})

test('whoever was kept out stays out while screens show other officers', () => {
  const promised = journeyAtPromise(FRAUD, { kept_out: ['investigations-2'] })
  const advice = onward(move(promised, press('advice_only'), facts), facts, {
    kept_out: ['ethics-1'],
  })
  expect(advice.keptOut).toEqual(['investigations-2', 'ethics-1'])
  const report = move(move(advice, press('back'), facts), press('back'), facts)
  expect(report).toMatchObject({ step: 'door', adviceOnly: false })
  expect(promiseOf(report, facts)).toMatchObject({ office: 'investigations', readers: 2 })
})

test('T-83 nobody can be kept out who was not offered, and an unknown choice refuses the whole', () => {
  const journey = at(tapsOf(FRAUD), facts)
  for (const answers of [
    { about: [], kept_out: ['hr-1'] },
    { about: ['everybody'], kept_out: [] },
    { about: 'ethics,nobody' },
    { about: { ethics: true } },
    { about: [], office: 'hr' },
    { about: [['ethics']] },
  ]) {
    expect(() => move(journey, press('continue', null, answers), facts)).toThrow(AppError)
  }
  const joined = move(
    journey,
    press('continue', null, { about: 'ethics,head', kept_out: '' }),
    facts,
  )
  expect(joined.about).toEqual(['ethics', 'head'])
})

test('when every office is kept out nothing is sent, and the contacts outside are shown', () => {
  const about = ['ethics', 'ombudsman', 'investigations', 'hr']
  const dialog = show(journeyAtPromise(FRAUD, { about }), facts)
  expect(dialog.id).toBe('nobody_left')
  expect(dialog.body.filter(({ kind }) => kind === 'number')).toHaveLength(2)
  expect(dialog.buttons.map(({ verb }) => verb)).toEqual(['back', 'languages', 'leave'])
})

test('only advice first: the ethics office, no formal report, and what was tapped stays known', () => {
  const journey = journeyAtPromise(FRAUD)
  const asked = move(journey, press('advice_only'), facts)
  expect(asked).toMatchObject({ step: 'keep_out', adviceOnly: true, leaf: FRAUD })
  const advice = onward(asked, facts)
  expect(leafOf(advice, POLICY)?.id).toBe('advice.duty_to_report')
  expect(routeOf(advice, facts)?.office).toBe('ethics')
  expect(advice.taps).toEqual(tapsOf(FRAUD))
  expect(textOf(show(advice, facts))).toContain('It is not a formal report.')
  expect(show(advice, facts).buttons.map(({ verb }) => verb)).not.toContain('advice_only')
  const gift = journeyAtPromise('advice.gifts_honours')
  expect(move(gift, press('advice_only'), facts)).toEqual(gift)
})

test('who says that the protecting office is the problem says which, and it never receives this', () => {
  const journey = at(tapsOf('retaliation.retaliation_by_oversight'), facts)
  expect(show(journey, facts).asks[0]).toMatchObject({ id: 'about', required: true })
  expect(() => move(journey, press('continue', null, { about: [] }), facts)).toThrow(AppError)
  const atPromise = onward(journey, facts, { about: ['ethics'] })
  expect(routeOf(atPromise, facts)?.office).toBe('investigations')
})

test('somebody is asked whom to keep out exactly where it was agreed', () => {
  const asked = TAXONOMY.filter(([, taps]) => at(taps, facts).step === 'keep_out').map(([id]) => id)
  const agreed = TAXONOMY.map(([id]) => id).filter(
    (id) =>
      /^(workplace|misconduct|retaliation|attention)\./.test(id) ||
      [
        'advice.duty_to_report',
        'advice.ethical_dilemma',
        'service.unclear',
        'safety.immediate_danger',
      ].includes(id),
  )
  expect(asked).toEqual(agreed)
})

test('information is answered at once, and whoever still wants to ask can', () => {
  const journey = at(['service', 'information'], facts)
  const dialog = show(journey, facts)
  expect(dialog.id).toBe('information')
  expect(dialog.buttons.map(({ verb }) => verb)).toEqual([
    'served',
    'continue',
    'back',
    'languages',
    'leave',
  ])
  expect(onward(journey, facts).step).toBe('door')
})

test('consent is no until she says yes, and is not asked where nothing can be passed on', () => {
  const identity = (leaf: LeafId) => onward(journeyAtPromise(leaf), facts)
  const consent = onward(identity(FRAUD), facts, { identity: 'not_told' })
  expect(show(consent, facts).asks[0]).toMatchObject({ id: 'pass_on', chosen: ['no'] })
  expect(onward(consent, facts).passOn).toBe(false)
  expect(onward(consent, facts, { pass_on: 'yes' }).passOn).toBe(true)
  expect(onward(identity('disclosure.filing_help'), facts).step).toBe('check')
})

test('nobody is asked to be named, except for a declaration, and confidential is not offered where nobody keeps names', () => {
  const ask = (leaf: LeafId) => show(onward(journeyAtPromise(leaf), facts), facts).asks[0]
  expect(ask(FRAUD)).toMatchObject({ chosen: ['not_told'] })
  expect(ask('disclosure.filing_help')).toMatchObject({ chosen: [], required: true })
  const journey = onward(journeyAtPromise(FRAUD), facts)
  expect(() =>
    move(journey, press('continue', null, { identity: 'confidential' }), facts),
  ).toThrow()
  expect(() => move(journey, press('continue', null, {}), facts)).toThrow(AppError)
})

test('the name is asked for only where she is named, with what Teams calls her to change', () => {
  const account = (identity: string) => {
    let journey = onward(journeyAtPromise(FRAUD), facts)
    while (journey.step !== 'account') journey = onward(journey, facts, { identity })
    return show(journey, facts).asks
  }
  expect(account('not_told').map(({ id }) => id)).toEqual(['account', 'when', 'where'])
  expect(account('named').find(({ id }) => id === 'name')).toMatchObject({
    id: 'name',
    prefilled: 'Mona Saleh',
  })
})

test('what is read over is what was tapped', () => {
  let journey = onward(
    journeyAtPromise(FRAUD, { about: ['hr'], kept_out: ['investigations-2'] }),
    facts,
  )
  journey = onward(journey, facts, { identity: 'named' })
  journey = onward(journey, facts, { pass_on: 'yes' })
  const text = textOf(show(journey, facts))
  expect(journey.step).toBe('check')
  expect(text).toContain('Fraud, bribes or corruption')
  expect(text).toContain('2 people in the investigations office')
  expect(text).toContain('Human resources and Officer 2 of investigations')
  expect(text).toContain('Named')
  expect(text).toContain('Yes. Another of the four offices may see it')
})

test('48 hours are promised in hours and in a day; danger is looked at within the hour', () => {
  expect(promiseText('disclosure.filing_help')).toContain('within 48 hours, by Sunday 22 November')
  expect(promiseText('safety.immediate_danger')).toContain('a person looks at it within the hour.')
})

test('where a name is needed one day it is said, and never asked for in order to go on', () => {
  const identity = (leaf: LeafId) => textOf(show(onward(journeyAtPromise(leaf), facts), facts))
  expect(identity('workplace.performance_appraisal')).toContain('who you are at some point')
  expect(identity('retaliation.protection_request')).toContain('That can wait.')
  expect(identity('disclosure.filing_help')).toContain('so we ask for your name')
  expect(identity(FRAUD)).not.toContain('who you are')
  for (const [leaf] of TAXONOMY) {
    if (leaf === 'safety.self_harm' || leaf === 'service.general_information') continue
    const next = onward(onward(journeyAtPromise(leaf), facts), facts, { identity: 'not_told' })
    expect(['consent', 'check']).toContain(next.step)
  }
})

test('where one reader is left, the next office is one press away, and Back brings the first one back', () => {
  const alone = journeyAtPromise(FRAUD, { kept_out: ALL_INVESTIGATORS.slice(1) })
  const offered = show(alone, facts).buttons.find(({ verb }) => verb === 'next_office')
  expect(offered?.label).toBe('Send it to another office instead: Ethics office')
  const next = move(alone, press('next_office'), facts)
  expect(promiseOf(next, facts)).toMatchObject({ office: 'ethics', readers: 3 })
  expect(next).toMatchObject({ step: 'door', about: [], promised: null })
  const text = textOf(show(next, facts))
  expect(text).toContain('Nobody is left in the investigations office who may open it.')
  const back = move(next, press('back'), facts)
  const ask = show(back, facts).asks.find(({ id }) => id === 'kept_out')
  expect(ask).toMatchObject({ chosen: expect.arrayContaining(ALL_INVESTIGATORS) })
  const again = onward(back, facts, { kept_out: [] })
  expect(promiseOf(again, facts)).toMatchObject({ office: 'investigations', readers: 3 })
})

test('the next office is offered only where one reader is left, and another office can take it', () => {
  const offers = (journey: Journey, known = facts) =>
    show(journey, known).buttons.some(({ verb }) => verb === 'next_office')
  expect(offers(journeyAtPromise(FRAUD))).toBe(false)
  expect(offers(journeyAtPromise(FRAUD, { kept_out: ALL_INVESTIGATORS.slice(2) }))).toBe(false)
  const last = journeyAtPromise(FRAUD, {
    about: ['ethics', 'ombudsman', 'hr'],
    kept_out: ALL_INVESTIGATORS.slice(1),
  })
  expect(offers(last)).toBe(false)
  expect(move(last, press('next_office'), facts)).toEqual(last)
  expect(move(journeyAtPromise(FRAUD), press('next_office'), facts)).toEqual(
    journeyAtPromise(FRAUD),
  )
})
