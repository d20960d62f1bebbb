import { expect, test } from 'vitest'
import { addition } from '#dialogs/addition.ts'
import type { CaseLine } from '#dialogs/case-line.ts'
import { conversationScreen } from '#dialogs/conversation.ts'
import { conversations } from '#dialogs/conversations.ts'
import { done } from '#dialogs/done.ts'
import { first, typedInChat } from '#dialogs/first-card.ts'
import type { ShownLetter } from '#dialogs/shown-letter.ts'
import { wordsFor } from '#dialogs/words.ts'
import { day } from '#domain/case/day.ts'
import { factsFor, POLICY } from './facts.ts'

const facts = factsFor()
const LINE: CaseLine = {
  key: 'opaque',
  office: 'ethics',
  receivedOn: day('2026-11-10'),
  dueOn: day('2026-11-17'),
  state: 'received',
  late: false,
  lettersFromUs: 0,
  alert: null,
  request: null,
  agreed: [],
  identity: 'not_told',
  nameNews: [],
}
const letter = (more: Partial<ShownLetter>): ShownLetter => ({
  ours: true,
  on: day('2026-11-12'),
  kind: 'answer',
  text: 'words',
  doubt: null,
  consent: null,
  ...more,
})
const texts = (body: readonly { kind: string }[]) => JSON.stringify(body)

test('who told nothing from this card is told about earlier cards', () => {
  const dialog = conversations([], facts)
  expect(texts(dialog.body)).toContain('Each card keeps its own way back')
  expect(dialog.buttons.map(({ verb }) => verb)).toEqual(['remind', 'languages', 'leave'])
})

test('every case is a button with its day, its office and where it stands', () => {
  const dialog = conversations([LINE, { ...LINE, key: 'other', state: 'waiting' }], facts)
  expect(dialog.buttons.slice(0, 2)).toMatchObject([
    { verb: 'case', value: 'opaque', label: 'Tuesday 10 November · Ethics office' },
    { verb: 'case', value: 'other' },
  ])
  expect(dialog.buttons[0]?.hint).toBe(
    'We have it. A person answers you by Tuesday 17 November. No letter from us yet.',
  )
})

test('a request that waits for her is called one in the list, and not a question', () => {
  const asked: CaseLine = { ...LINE, state: 'waiting', request: 'opaque.request' }
  const hint = conversations([asked], facts).buttons[0]?.hint ?? ''
  expect(hint).toContain(facts.words.say('request.open'))
  expect(hint).not.toContain(facts.words.say('state.waiting'))
})

test('letters stand in their order, and what is not shown back says so', () => {
  const letters = [letter({ ours: false, kind: 'concern', text: null }), letter({})]
  const dialog = conversationScreen(LINE, letters, facts)
  const shown = dialog.body.filter(({ kind }) => kind === 'letter')
  expect(shown).toMatchObject([
    { from: 'You', text: null, note: expect.stringContaining('not shown here') },
    { from: 'The office', text: 'words', note: null, strong: false },
  ])
})

test('a question of ours stands out and says how long the clock waits', () => {
  const letters = [letter({ kind: 'question' })]
  const waiting = conversationScreen({ ...LINE, state: 'waiting' }, letters, facts)
  expect(waiting.body.at(-1)).toMatchObject({
    strong: true,
    note: 'A question to you. Our clock waits for your answer until Thursday 26 November.',
  })
  expect(waiting.buttons[0]).toMatchObject({ verb: 'add', label: 'Answer the question' })
  const answered = conversationScreen({ ...LINE, state: 'answered' }, letters, facts)
  const shown = answered.body.filter(({ kind }) => kind === 'letter')
  expect(shown.at(-1)).toMatchObject({ strong: false, note: 'A question' })
})

test('what nobody has confirmed is said once, and beside it what the office still owes', () => {
  const { body } = conversationScreen({ ...LINE, alert: { is: 'unconfirmed' } }, [], facts)
  const texts = body.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
  expect(texts).toEqual([
    facts.words.say('alert.unconfirmed'),
    'We have it. A person answers you by Tuesday 17 November.',
  ])
})

test('late is said by ourselves, with somebody outside to turn to', () => {
  const dialog = conversationScreen({ ...LINE, late: true }, [], facts)
  expect(texts(dialog.body)).toContain(
    'We promised an answer by Tuesday 17 November and did not keep it.',
  )
  for (const { number } of POLICY.contacts.outside) expect(texts(dialog.body)).toContain(number)
})

test('a letter that cannot be proved to be ours is not believed for her', () => {
  const dialog = conversationScreen(LINE, [letter({ doubt: 'doubtful' })], facts)
  expect(texts(dialog.body)).toContain('We cannot prove that the office wrote this.')
})

test('a closed conversation takes nothing more; a lapsed one does', () => {
  const verbs = (state: CaseLine['state']) =>
    conversationScreen({ ...LINE, state }, [], facts).buttons.map(({ verb }) => verb)
  expect(verbs('closed')).not.toContain('add')
  expect(verbs('lapsed')).toContain('add')
})

test('adding asks for one field, with Send beside it', () => {
  const dialog = addition(LINE, facts)
  expect(dialog.asks).toMatchObject([{ kind: 'words', id: 'text', limit: POLICY.accountLimit }])
  expect(dialog.buttons[0]).toMatchObject({ verb: 'send_addition', value: 'opaque' })
})

test('the first card asks a question first and shows danger last, in red, with numbers', () => {
  const dialog = first(facts)
  const taps = dialog.buttons.filter(({ verb }) => verb === 'tap')
  expect(taps.map(({ value }) => value)).toEqual([
    'ask',
    'happened',
    'punished',
    'tell_only',
    'service',
    'danger',
  ])
  expect(taps.map(({ look }) => look)).toEqual([...Array(5).fill('choice'), 'danger'])
  expect(dialog.body.filter(({ kind }) => kind === 'number')).toHaveLength(2)
  expect(dialog.buttons.map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(['unsure', 'who_does_what', 'conversation', 'languages']),
  )
  expect(dialog.buttons.at(-1)?.label).toContain('اللغة')
})

test('the first card is the same for everybody: no name, no date, no case', () => {
  const other = { ...facts, displayName: 'Somebody', today: day('2027-01-01'), officers: {} }
  expect(first(other)).toEqual(first(facts))
  expect(JSON.stringify(first(facts))).not.toContain('Mona')
})

test('the answer to words in the chat says who keeps them, how to delete them, and where to go on', () => {
  const dialog = typedInChat(facts)
  const text = texts(dialog.body)
  expect(text).toContain('We did not keep what you sent.')
  expect(text).toContain('Your employer’s records keep it')
  expect(text).toContain('choose Delete')
  expect(dialog.buttons).toEqual(first(facts).buttons)
})

test('after sending: who can open it, by which day, how to come back; in danger, the numbers first', () => {
  const filed = {
    office: 'ethics',
    dueOn: day('2026-11-27'),
    readers: 2,
    danger: false,
    alerted: false,
    notified: false,
    statisticsOptIn: null,
  } as const
  const calm = texts(done(filed, facts).body)
  expect(calm).toContain('2 people in the ethics office can open it.')
  expect(calm).toContain('by Friday 27 November')
  expect(calm).toContain('“My conversation” on the card where you began')
  const danger = done({ ...filed, danger: true }, facts)
  expect(danger.body[0]).toMatchObject({ tone: 'danger' })
  expect(danger.body.filter(({ kind }) => kind === 'number')).toHaveLength(3)
})

test('of her own letter it is said that files went along, and in Chinese without a space', () => {
  const ownLetter = letter({ ours: false, kind: 'concern', files: 2, waits: true })
  const note = (given: typeof facts) =>
    conversationScreen(LINE, [ownLetter], given).body.find((block) => block.kind === 'letter')?.note
  expect(note(facts)).toMatch(/^With 2 files\. \S/)
  expect(note({ ...facts, words: wordsFor('zh') })).toMatch(/^附2个文件。\S/)
  expect(note({ ...facts, words: wordsFor('zh') })).not.toContain(' ')
})
