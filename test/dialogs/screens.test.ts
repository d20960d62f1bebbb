import { expect, test } from 'vitest'
import { added, addition } from '#dialogs/addition.ts'
import type { CaseLine } from '#dialogs/case-line.ts'
import { consentRequest, type ShownRequest } from '#dialogs/consent-request.ts'
import { consentResult } from '#dialogs/consent-text.ts'
import { conversationScreen } from '#dialogs/conversation.ts'
import { conversations } from '#dialogs/conversations.ts'
import type { Block, Dialog } from '#dialogs/dialog.ts'
import { done } from '#dialogs/done.ts'
import type { Facts } from '#dialogs/facts.ts'
import { first, noGuests, privateOnly, typedInChat, whoDoesWhat } from '#dialogs/first-card.ts'
import { type Journey, move, START, show } from '#dialogs/journey.ts'
import { keepOutLater, keepOutResult } from '#dialogs/keep-out-later.ts'
import { more } from '#dialogs/more.ts'
import { identityResult, sayWhoDialog } from '#dialogs/say-who.ts'
import { goodbye, refusal } from '#dialogs/sentences.ts'
import { settleDialog, settledDialog } from '#dialogs/settle.ts'
import { counted, statisticsDialog } from '#dialogs/statistics.ts'
import { languageOf } from '#dialogs/supported-languages.ts'
import { lockedDialog, notTakenBack, takeBackDialog, takenBack } from '#dialogs/take-back.ts'
import { LANGUAGES } from '#dialogs/words.ts'
import { STATES } from '#domain/case/case-status.ts'
import { CONSENT_STANDINGS } from '#domain/case/consent.ts'
import { day } from '#domain/case/day.ts'
import { DOUBTS } from '#domain/case/message.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { CODES, type Code } from '#errors.ts'
import { ANONYMOUS, ENGLISH_WORD, sentences } from './each-language.ts'
import { factsFor, POLICY } from './facts.ts'
import { TAXONOMY } from './taxonomy.ts'
import { at, onward, press } from './walks.ts'

/** Every screen of telling, for every leaf, with the by-ways. */
function everyScreen(facts: Facts): readonly Dialog[] {
  const screens: Dialog[] = [first(facts), typedInChat(facts), whoDoesWhat(facts)]
  for (const [leaf, taps] of TAXONOMY) {
    for (let n = 0; n <= taps.length; n += 1) screens.push(show(at(taps.slice(0, n), facts), facts))
    for (const identity of ['named', 'not_told']) {
      let journey = at(taps, facts)
      for (let n = 0; n < 8 && journey.step !== 'account'; n += 1) {
        journey = onward(journey, facts, { identity, pass_on: 'yes' })
        screens.push(show(journey, facts))
        if (journey.step !== 'door') continue
        screens.push(show(move(journey, press('protects_me'), facts), facts))
        screens.push(show(move(journey, press('advice_only'), facts), facts))
      }
      expect(['account', 'self_harm'], leaf).toContain(journey.step)
    }
  }
  return [...screens, ...detours(facts), ...waysBack(facts)]
}

function detours(facts: Facts): readonly Dialog[] {
  const here: Journey = {
    ...START,
    step: 'door',
    taps: ['happened', 'money', 'fraud'],
    leaf: 'misconduct.fraud_corruption',
  }
  const abouts = OFFICES.flatMap((one) => OFFICES.map((other) => [one, other]))
  const one = facts.officers.investigations?.map(({ id }) => id) ?? []
  return [
    ...abouts.map((about) => show({ ...here, about }, facts)),
    show({ ...here, keptOut: one }, facts),
    show({ ...here, keptOut: one.slice(1) }, facts),
    show({ ...here, about: [...OFFICES] }, facts),
    show({ ...here, step: 'who_does_what' }, facts),
    show({ ...here, step: 'done' }, facts),
    show(here, { ...facts, officers: {} }),
    show(here, { ...facts, officers: { ethics: facts.officers.ethics ?? [] } }),
  ]
}

function waysBack(facts: Facts): readonly Dialog[] {
  const lines = STATES.flatMap((state) =>
    [true, false].map((late) => ({
      key: state,
      office: 'ethics' as const,
      receivedOn: day('2026-11-10'),
      dueOn: day('2026-11-17'),
      state,
      late,
      lettersFromUs: 2,
      alert: null,
      request: null,
      agreed: [],
      identity: 'not_told' as const,
      nameNews: [
        { on: day('2026-11-12'), isDisclosed: false },
        { on: day('2026-11-13'), isDisclosed: true },
      ],
    })),
  )
  const letters = (['concern', 'question', 'answer'] as const).flatMap((kind) =>
    [null, 'words'].flatMap((text) =>
      [...DOUBTS, null].map((doubt) => ({
        ours: kind !== 'concern',
        on: day('2026-11-12'),
        kind,
        text,
        doubt,
        consent: null,
      })),
    ),
  )
  return [
    conversations([], facts),
    conversations(lines, facts),
    ...lines.flatMap((line) => [
      conversationScreen(line, letters, facts),
      addition(line, facts),
      added(line, facts),
    ]),
    ...lines.flatMap((line) => endings(line, facts)),
    ...lines.flatMap((line) => requests(line, facts)),
    ...lines
      .slice(0, 1)
      .flatMap((line) =>
        (['not_told', 'confidential'] as const).flatMap((identity) => [
          sayWhoDialog({ ...line, identity }, { ...facts, custodians: true }),
          identityResult({ ...line, identity }, facts),
        ]),
      ),
    ...[true, false].map((danger) =>
      done(
        {
          office: 'hr',
          dueOn: day('2026-11-27'),
          readers: 1,
          danger,
          alerted: false,
          notified: false,
          statisticsOptIn: null,
        },
        facts,
      ),
    ),
  ]
}

/** Being asked whether something may be passed on, in every state of that, and being counted. */
function requests(line: CaseLine, facts: Facts): readonly Dialog[] {
  const on = day('2026-11-12')
  const asked = { ...line, request: 'key', agreed: [{ key: 'key', office: 'hr' as const }] }
  const letters = CONSENT_STANDINGS.flatMap((standing) =>
    [
      { ours: true, on, kind: 'consent' as const, text: '7', doubt: null },
      ...[true, false].map((agreed) => ({
        ours: false,
        on,
        kind: 'consent' as const,
        text: null,
        doubt: null,
        consent: { is: 'answered' as const, agreed, office: 'hr' as const },
      })),
    ].map((letter) => ({ consent: { is: 'asked' as const, standing, on }, ...letter })),
  )
  const asks = [null, '7'].map((sanitised) => ({
    office: 'ombudsman' as const,
    content: sanitised === null ? ('account' as const) : ('sanitised' as const),
    sanitised,
    why: '7',
  }))
  const shown = CONSENT_STANDINGS.flatMap((standing) =>
    [...asks, null].map(
      (one): ShownRequest => ({ key: 'k', askedOn: on, standing, answeredOn: on, asks: one }),
    ),
  )
  return [
    conversationScreen(asked, letters, facts),
    more(asked, 'advice', facts),
    ...shown.flatMap((one) => [consentRequest(line, one, facts), consentResult(line, one, facts)]),
    statisticsDialog('advice', facts),
    ...(['counted', 'already', 'none'] as const).map((how) => counted(how, facts)),
  ]
}

/** Settling, taking back and keeping somebody out later, at an office that keeps and at one that erases. */
function endings(line: CaseLine, facts: Facts): readonly Dialog[] {
  const readers = facts.officers.ethics ?? []
  const informal = { ...line, office: 'ombudsman' as const }
  return [
    ...[line, informal].flatMap((one) => [settleDialog(one, facts), settledDialog(one, facts)]),
    conversationScreen({ ...informal, state: 'answered' }, [], facts),
    ...[true, false].map((danger) => takeBackDialog(line, danger, facts)),
    lockedDialog({ key: line.key, office: 'ethics', erasedOn: day('2026-11-22') }, facts),
    notTakenBack(line.key, facts),
    takenBack(facts),
    more(line, null, facts),
    ...[0, 1, 2, 3].map((n) => keepOutLater(line, readers.slice(0, n), facts)),
    ...[1, 2, 5].map((left) => keepOutResult(line, left, facts)),
  ]
}

test('the page says before keeping out, taking back and undoing that they are seen at their minute, a card does not', () => {
  for (const { id } of LANGUAGES) {
    const ofChannel = (channel: 'web_page' | 'teams_card') => {
      const facts = factsFor(id, { channel })
      const screens = waysBack(facts)
      const texts = (name: string) => screens.filter((each) => each.id === name).map(textsOf)
      const { say } = facts.words
      return [
        texts('keep_out_later').some((all) => all.includes(say('keep_out.later_minute'))),
        texts('take_back').some((all) => all.includes(say('take_back.minute'))),
        texts('locked').some((all) => all.includes(say('take_back.undo_minute'))),
      ]
    }
    expect([ofChannel('web_page'), ofChannel('teams_card')]).toEqual([
      [true, true, true],
      [false, false, false],
    ])
  }
})

function textsOf(dialog: Dialog): readonly string[] {
  const ofBlock = (block: Block): (string | null)[] =>
    block.kind === 'text'
      ? [block.text]
      : block.kind === 'fact'
        ? [block.label, block.text]
        : block.kind === 'number'
          ? [block.name]
          : [block.from, block.on, block.note]
  return [
    dialog.title,
    dialog.crumbs,
    ...dialog.body.flatMap(ofBlock),
    ...dialog.asks.flatMap((ask) => [
      ask.label,
      ask.missing,
      ...(ask.kind === 'words' ? [ask.hint] : ask.options.map(({ label }) => label)),
    ]),
    ...dialog.buttons.flatMap(({ label, hint }) => [label, hint]),
  ].filter((one): one is string => one !== null && one !== '')
}

function everyText(lang: string): readonly string[] {
  const facts = factsFor(lang)
  const codes = [...Object.keys(CODES), 'UNEXPECTED'] as (Code | 'UNEXPECTED')[]
  return [
    ...new Set([
      ...everyScreen(facts).flatMap(textsOf),
      ...codes.map((code) => refusal(code, facts.words)),
      goodbye(facts.words),
      privateOnly(facts.words),
      noGuests(facts.words),
    ]),
  ]
}

const TEXTS: readonly (readonly [string, readonly string[]])[] = LANGUAGES.map(({ id }) => [
  id,
  everyText(id),
])
const ALL = TEXTS.flatMap(([, texts]) => texts)

test.each(TEXTS)('in %s sentences are short enough for somebody who is afraid', (lang, texts) => {
  const limit = lang === 'en' ? 20 : 25
  const long = texts.flatMap((text) => sentences(text, lang)).filter(({ words }) => words > limit)
  expect(long).toEqual([])
})

test('no exclamation marks, no smileys', () => {
  const loud = /[!¡！]|\p{Extended_Pictographic}/u
  expect(ALL.filter((text) => loud.test(text))).toEqual([])
})

test.each(TEXTS)('inside Teams in %s nothing is called anonymous, or end to end', (lang, texts) => {
  const called = texts.filter(
    (text) =>
      ANONYMOUS.test(text) || /end.to.end|bout en bout|extremo a extremo|端到端|сквозн/i.test(text),
  )
  const sentence = factsFor(lang).words.say('identity.not_anonymous')
  expect(called.filter((text) => text !== sentence)).toEqual([])
  expect(texts).toContain(sentence)
})

test('no placeholder and no key is ever shown', () => {
  for (const text of ALL) {
    expect(text).not.toMatch(/[{}]|\b[a-z_]+\.[a-z_]+\b|undefined|null/)
  }
})

test.each(TEXTS.filter(([id]) => id !== 'en'))(
  'screens in %s hold no English but names',
  (lang, texts) => {
    const names = new RegExp(
      [
        ...LANGUAGES.flatMap(({ id, name }) => [name, languageOf(id).word]),
        'Teams',
        'Aside',
        'Microsoft',
        'Officer \\d of \\w+',
      ].join('|'),
      'g',
    )
    const english = ['ar', 'zh', 'ru'].includes(lang) ? /[a-z]{3}/i : ENGLISH_WORD
    const bare = texts.map((text) => text.replace(/\u2068[^\u2069]*\u2069/g, '').replace(names, ''))
    expect(bare.filter((text) => english.test(text))).toEqual([])
  },
)

test('in the demo every screen says first that it is one', () => {
  for (const { id: lang } of LANGUAGES) {
    const facts = factsFor(lang, { demo: true })
    for (const dialog of everyScreen(facts)) {
      expect(dialog.body[0], dialog.id).toMatchObject({ text: facts.words.say('demo.banner') })
    }
  }
})

test('every screen of telling leads out without sending, and every one but the first leads back', () => {
  const facts = factsFor()
  for (const [, taps] of TAXONOMY) {
    let journey = at(taps, facts)
    for (let n = 0; n < 8; n += 1) {
      const verbs = show(journey, facts).buttons.map(({ verb }) => verb)
      expect(verbs, journey.step).toEqual(expect.arrayContaining(['back', 'leave']))
      if (journey.step !== 'account') journey = onward(journey, facts)
    }
  }
  for (const taps of [['ask'], ['happened', 'people'], ['danger'], ['service', 'external']]) {
    const verbs = show(at(taps, facts), facts).buttons.map(({ verb }) => verb)
    expect(verbs).toEqual(expect.arrayContaining(['back', 'leave', 'unsure']))
  }
})

test('free words are asked on the account alone, and only the name comes filled in', () => {
  const facts = factsFor()
  for (const dialog of everyScreen(facts)) {
    const words = dialog.asks.filter(({ kind }) => kind === 'words')
    if (words.length > 0) expect(['account', 'addition', 'say_who']).toContain(dialog.id)
    for (const ask of words) {
      if (ask.kind === 'words' && ask.id !== 'name') expect(ask.prefilled).toBeNull()
    }
  }
})

test('danger shows the numbers before anything else; who may hurt herself is asked for no words', () => {
  const facts = factsFor()
  const numbers = show(at(['danger'], facts), facts)
  expect(numbers.body.slice(0, 3).map(({ kind }) => kind)).toEqual(['number', 'number', 'number'])
  const self = show(at(['danger', 'self'], facts), facts)
  expect(self.asks).toEqual([])
  expect(self.buttons.map(({ verb }) => verb)).not.toContain('continue')
  expect(self.body.filter(({ kind }) => kind === 'number')).toHaveLength(4)
  const dialog = show(onward(at(['danger', 'other'], facts), facts), facts)
  expect(dialog.body[0]).toMatchObject({ kind: 'number', number: POLICY.contacts.emergency.number })
})
