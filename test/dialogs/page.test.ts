import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseLine } from '#dialogs/case-line.ts'
import type { Dialog } from '#dialogs/dialog.ts'
import type { Facts } from '#dialogs/facts.ts'
import { type Journey, leafOf, move, START, settleJourney, show } from '#dialogs/journey.ts'
import { lookAgainOn } from '#dialogs/look-again.ts'
import {
  doneOnPage,
  leavingUnchecked,
  leavingUnheard,
  receiptAskedBack,
  receiptScreen,
} from '#dialogs/receipt.ts'
import { writtenDown } from '#dialogs/recovery-phrase.ts'
import { keysScreen } from '#dialogs/screens/keys.ts'
import { refusalOnPage } from '#dialogs/sentences.ts'
import { LANGUAGES } from '#dialogs/words.ts'
import { day } from '#domain/case/day.ts'
import { CODES, type Code } from '#errors.ts'
import { factsFor, POLICY } from './facts.ts'
import { TAXONOMY } from './taxonomy.ts'
import { anyWalk, at, onward, press, walk } from './walks.ts'

const onPage = (lang = 'en', more: Partial<Facts> = {}) =>
  factsFor(lang, { channel: 'web_page', displayName: null, ...more })
const facts = onPage()

test('on the page words are typed before the reading over, and Send stands there and nowhere else', () => {
  void fc.assert(
    fc.property(anyWalk, (presses) => {
      const passed: string[] = []
      for (const journey of walk(presses, facts)) {
        if (journey.step === 'tree' || journey.step === 'keep_out') passed.length = 0
        passed.push(journey.step)
        const sends = show(journey, facts).buttons.some(({ verb }) => verb === 'send')
        expect(sends).toBe(journey.step === 'check')
        if (journey.step !== 'check') continue
        const needed = ['door', 'identity', 'account']
        if (leafOf(journey, POLICY)?.consent !== 'not_applicable') needed.push('consent')
        expect(passed).toEqual(expect.arrayContaining(needed))
      }
    }),
    { numRuns: 60 },
  )
})

test('every leaf lands on the page: at an office, at people and numbers, or at whom to turn to by name', () => {
  for (const [leaf, taps] of TAXONOMY) {
    let journey = at(taps, facts)
    for (let n = 0; n < 8 && !['check', 'by_name', 'self_harm'].includes(journey.step); n += 1) {
      journey = onward(journey, facts)
    }
    const hours = POLICY.leaves.get(leaf)?.replyHours !== null
    const anonymous = POLICY.leaves.get(leaf)?.anonymous
    const ends =
      leaf === 'safety.self_harm' ? 'self_harm' : hours && !anonymous ? 'by_name' : 'check'
    expect(journey.step, leaf).toBe(ends)
  }
})

test('a declaration is not taken on the page, whoever presses what: it is said whom to turn to', () => {
  const declarations = TAXONOMY.filter(([leaf]) => POLICY.leaves.get(leaf)?.replyHours !== null)
  expect(declarations.length).toBeGreaterThan(0)
  for (const [leaf, taps] of declarations) {
    const journey = at(taps, facts)
    const dialog = show(journey, facts)
    expect(dialog.id, leaf).toBe('by_name')
    expect(dialog.asks).toEqual([])
    expect(dialog.body.some(({ kind }) => kind === 'number')).toBe(true)
    for (const step of ['door', 'identity', 'account', 'check', 'nobody_left'] as const) {
      expect(settleJourney({ ...journey, step }, facts).step).toBe('by_name')
    }
    expect(move(journey, press('back'), facts).step).toBe('tree')
  }
})

test('Back leads from the reading over to the words, and from the words to what was asked before', () => {
  let journey = at(['happened', 'money', 'fraud'], facts)
  while (journey.step !== 'check') journey = onward(journey, facts)
  const words = move(journey, press('back'), facts)
  expect(words.step).toBe('account')
  expect(move(words, press('back'), facts).step).toBe('consent')
})

test('a leaf that needs a name one day is taken without one', () => {
  for (const [leaf, taps] of TAXONOMY) {
    const entry = POLICY.leaves.get(leaf)
    if (entry?.anonymous !== false || entry.replyHours !== null) continue
    let journey = at(taps, facts)
    while (journey.step !== 'identity') journey = onward(journey, facts)
    const next = onward(journey, facts, { identity: 'not_told' })
    expect(['consent', 'account'], leaf).toContain(next.step)
  }
})

test('the page never speaks of Teams, a chat or a card', () => {
  for (const { id } of LANGUAGES) {
    for (const dialog of everyScreen(onPage(id))) {
      for (const text of textsOf(dialog)) {
        expect(text, `${id} ${dialog.id}`).not.toMatch(
          /Teams|\bchats?\b|\bcards?\b|(?<!\p{L})чат|карточк|聊天|卡片/iu,
        )
      }
    }
  }
})

test('the promise on the page says where it is locked, when the office sees it, and of danger that the hour is known', () => {
  const fraud = onward(at(['happened', 'money', 'fraud'], facts), facts)
  const text = textsOf(show(fraud, facts)).join('\n')
  expect(text).toContain('locked in this browser')
  expect(text).toContain('by the morning of the next day')
  expect(text).toContain('we must act even if you say no')
  const danger = at(['danger', 'unsure'], facts)
  expect(danger.step).not.toBe('tree')
  const [leaf, taps] = TAXONOMY.find(([id]) => id === 'safety.immediate_danger') ?? []
  if (leaf === undefined || taps === undefined) throw new Error('no danger')
  let journey = at(taps, facts)
  while (journey.step !== 'door') journey = onward(journey, facts)
  const alarm = textsOf(show(journey, facts)).join('\n')
  expect(alarm).toContain('the hour becomes known to the office')
  expect(alarm).toContain('We cannot find you')
  expect(alarm).toContain('this page will say so: call')
  expect(alarm).not.toContain('by the morning')
})

test.each(LANGUAGES)(
  'what protects a danger on the page says that its hour is known ($id)',
  ({ id }) => {
    const here = onPage(id)
    const textFor = (wanted: string) => {
      const [, taps] = TAXONOMY.find(([leaf]) => leaf === wanted) ?? []
      let journey = at(taps ?? [], here)
      while (journey.step !== 'door') journey = onward(journey, here)
      return textsOf(show(move(journey, press('protects_me'), here), here)).join('\n')
    }
    const network = here.words.say('protects_me.network_how')
    const danger = textFor('safety.immediate_danger')
    expect(danger).toContain(here.words.say('protects_me.network_danger_how'))
    expect(danger).not.toContain(network)
    expect(textFor('misconduct.fraud_corruption')).toContain(network)
  },
)

test('whoever came by a link of an office reads that it knows whom it gave it to, before the first question and before a name', () => {
  const given = onPage('en', { channel: 'office_link', givenBy: 'ethics' })
  const sentence = 'The office knows whom it gave it to.'
  expect(textsOf(show(START, given)).join('\n')).toContain(sentence)
  let journey = at(['happened', 'money', 'fraud'], given)
  while (journey.step !== 'identity') journey = onward(journey, given)
  expect(textsOf(show(journey, given)).join('\n')).toContain(sentence)
  expect(textsOf(show(START, facts)).join('\n')).not.toContain('gave')
})

const TODAY = day('2026-11-09')

test('T-138 the first screen of a link says that its office can find out that it was used', () => {
  for (const { id } of LANGUAGES) {
    const given = onPage(id, { channel: 'office_link', givenBy: 'ethics', givenUntil: TODAY })
    const { words } = given
    const until = words.say('first.link_until_page', { date: words.date(TODAY) })
    expect(textsOf(show(START, given)).join('\n')).toContain(until)
  }
  expect(onPage('en').words.say('first.link_until_page', { date: '' })).toContain(
    'The office that gave you this link can find out that it was used.',
  )
})

test('T-138 who keeps somebody of the link’s office out is offered first to send without it', () => {
  const given = onPage('en', { channel: 'office_link', givenBy: 'investigations' })
  const sendings = (keptOut: readonly string[], seen = given) => {
    let journey = at(['happened', 'money', 'fraud'], seen)
    while (journey.step !== 'check') journey = onward({ ...journey, keptOut: [...keptOut] }, seen)
    const { buttons } = show(journey, seen)
    return buttons.filter(({ verb }) => verb.startsWith('send'))
  }
  expect(sendings([])).toMatchObject([{ verb: 'send', look: 'primary' }])
  expect(sendings(['investigations-2'], facts)).toMatchObject([{ verb: 'send', look: 'primary' }])
  expect(sendings(['investigations-2'])).toMatchObject([
    {
      verb: 'send_without_link',
      look: 'primary',
      label: 'Send without the link',
      hint: 'This link stays unused. The office sees that it was not used.',
    },
    { verb: 'send', look: 'choice', label: 'Send with the link' },
  ])
})

test('a promise that changed brings its screen again with the change marked, and an unchanged one does not', () => {
  let journey = at(['happened', 'money', 'fraud'], facts)
  while (journey.step !== 'check') journey = onward(journey, facts)
  const fewer = onPage('en', {
    officers: { ...facts.officers, investigations: [{ id: 'investigations-1', label: 'One' }] },
  })
  const again = settleJourney(journey, fewer)
  expect(again.step).toBe('door')
  const marked = 'Who can read it has changed'
  expect(textsOf(show(again, fewer)).join('\n')).toContain(marked)
  expect(textsOf(show({ ...journey, step: 'door' }, facts)).join('\n')).not.toContain(marked)
})

test('T-96 where the language has no words the code stands alone, and two parts of it are asked back', () => {
  const secret = Uint8Array.from({ length: 16 }, (_, at) => at * 7)
  const code = ['7QK4', 'M2XD', '9HTR', 'WB6C', '3NVE', 'ZP8A', 'G5']
  const written = writtenDown({ words: null, code }, secret)
  const arabic = onPage('ar')
  expect(receiptScreen(written, false, arabic).title).toBe(arabic.words.say('receipt.code_title'))
  const { asks } = receiptAskedBack(written, arabic)
  expect(asks).toHaveLength(2)
  const [one, other] = written.asked
  expect(one).not.toBe(other)
  asks.forEach((ask, n) => {
    const right = code[written.asked[n] ?? 0]
    expect(ask.kind === 'one' && ask.options.some(({ value }) => value === right)).toBe(true)
  })
})

/** Every screen of telling there, and what comes after Send. */
function everyScreen(known: Facts): readonly Dialog[] {
  const seen: Dialog[] = [show(START, known)]
  for (const [, taps] of TAXONOMY) {
    let journey: Journey = at(taps, known)
    for (let n = 0; n < 8; n += 1) {
      seen.push(show(journey, known))
      if (journey.step === 'door')
        seen.push(show(move(journey, press('protects_me'), known), known))
      journey = onward(journey, known, { identity: n % 2 === 0 ? 'named' : 'not_told' })
    }
  }
  const written = writtenDown(
    { words: null, code: ['AAAA', 'BBBB', 'CCCC', 'DD'] },
    new Uint8Array(16),
  )
  const filed = {
    office: 'ethics',
    leaf: { category: 'safety' },
    dueOn: day('2026-11-27'),
  } as const
  return [
    ...seen,
    keysScreen('AB'.repeat(20), [{ label: 'Officer', fingerprint: 'CD'.repeat(20) }], known),
    receiptScreen(written, true, known),
    receiptAskedBack(written, known),
    leavingUnchecked(known),
    leavingUnheard(known),
    doneOnPage({ ...filed, readers: 2, paper: written, firstKept: true }, known),
  ]
}

function textsOf(dialog: Dialog): readonly string[] {
  return [
    dialog.title,
    ...dialog.body.flatMap((block) =>
      block.kind === 'text'
        ? [block.text]
        : block.kind === 'fact'
          ? [block.label, String(block.text)]
          : [],
    ),
    ...dialog.asks.flatMap((ask) => [
      ask.label,
      ask.missing,
      ...(ask.kind === 'words' ? [ask.hint ?? ''] : ask.options.map(({ label }) => label)),
    ]),
    ...dialog.buttons.flatMap(({ label, hint }) => [label, hint ?? '']),
  ]
}

test('what was sent names the same day to look again as the conversation does', () => {
  const paper = writtenDown(
    { words: null, code: ['AAAA', 'BBBB', 'CCCC', 'DD'] },
    new Uint8Array(16),
  )
  for (const { id } of LANGUAGES) {
    const known = onPage(id)
    const filed = { office: 'ethics', leaf: { category: 'misconduct' }, readers: 2 } as const
    const dueOn = day('2026-11-27')
    const done = doneOnPage({ ...filed, dueOn, paper, firstKept: false }, known)
    const line = { state: 'received', dueOn, alert: null } as CaseLine
    const again = lookAgainOn(line, day('2026-11-20'))
    expect(textsOf(done)).toContain(
      known.words.say('done.look_again_page', { date: known.words.date(again ?? dueOn) }),
    )
  }
})

test('refusals while telling on the page speak of no card either', () => {
  const met: readonly Code[] = [
    'ACCOUNT_EMPTY',
    'ACCOUNT_TOO_LONG',
    'ANSWERS_INVALID',
    'CLOCKS_APART',
    'DATABASE_AWAY',
    'DAY_CHANGED',
    'ENVELOPE_REFUSED',
    'LEAF_UNKNOWN',
    'LINK_OVER',
    'NAME_EMPTY',
    'NO_CUSTODIAN',
    'NO_OFFICE',
    'NO_READER',
    'PROMISE_CHANGED',
    'PROOF_NEEDED',
    'ROSTER_REFUSED',
    'SEALING_FAILED',
    'STORE_REFUSED',
    'UPLOAD_REFUSED',
  ]
  for (const code of met) {
    expect(Object.hasOwn(CODES, code)).toBe(true)
    for (const { id } of LANGUAGES) {
      expect(refusalOnPage(code, onPage(id).words), `${id} ${code}`).not.toMatch(
        /Teams|\bcards?\b|карточк|卡片/i,
      )
    }
  }
})
