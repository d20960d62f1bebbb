import { chosenOne } from './answers.ts'
import type { CaseLine } from './case-line.ts'
import type { Ask, Block, Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

/** Receipt to write down: twelve words and an equal code, or the code alone. */
export interface WrittenPhrase {
  readonly words: readonly string[] | null
  readonly code: readonly string[]
  /** Indices, from 0, of the two parts to confirm; derived from the secret. */
  readonly asked: readonly [number, number]
}

/** Two different indices, derived from the secret. */
export function writtenDown(
  { words, code }: Pick<WrittenPhrase, 'words' | 'code'>,
  secret: Uint8Array,
): WrittenPhrase {
  const parts = (words ?? code).length
  const first = (secret[0] ?? 0) % parts
  return { words, code, asked: [first, (first + 1 + ((secret[1] ?? 0) % (parts - 1))) % parts] }
}

/** Whether recovery phrases are offered: in Teams, where the page is open. */
export function wordsOffer(line: CaseLine, { words, policy, channel }: Facts): readonly Button[] {
  if (!policy.page || channel !== 'teams_card') return []
  return [
    button(words, 'web_words', 'web_words.offer', {
      look: 'choice',
      value: line.key,
      hint: 'web_words.offer_hint',
    }),
  ]
}

/** Explanation before the phrase is shown. */
export function recoveryPhraseDialog(line: CaseLine, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'web_words',
      title: words.say('web_words.title'),
      body: [
        text(words.say('web_words.what')),
        text(words.say('web_words.once'), 'strong'),
        ...cares(facts),
        text(words.say('web_words.at_once')),
        text(words.say('web_words.passed'), 'quiet'),
      ],
      buttons: [
        button(words, 'web_words_show', 'web_words.show', { look: 'primary' }),
        button(words, 'more', 'button.back', { value: line.key }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** Screen with the phrase. It is valid only after two words were confirmed. */
export function shownWords(written: WrittenPhrase, again: boolean, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'web_words_shown',
      title: words.say('web_words.shown_title'),
      body: [
        ...(again ? [text(words.say('web_words.again'), 'warning')] : []),
        ...listed(written, facts),
        ...cares(facts),
      ],
      buttons: [
        button(words, 'web_words_kept', 'web_words.written', { look: 'primary' }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

function listed({ words: twelve, code }: WrittenPhrase, { words }: Facts): readonly Block[] {
  const inOneLine = text(`\u2066${code.join('-')}\u2069`, 'strong')
  if (twelve === null) return [inOneLine]
  return [
    text(twelve.map((word, at) => `${at + 1}. ${word}`).join('\n'), 'strong'),
    text(words.say('web_words.code'), 'quiet'),
    inOneLine,
  ]
}

function cares({ words }: Facts): readonly Block[] {
  return [
    text(words.say('web_words.lost')),
    text(words.say('web_words.work')),
    text(words.say('web_words.hands')),
  ]
}

/** Confirmation of two words, by choice. */
export function askBack(written: WrittenPhrase, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'web_words_ask',
      title: words.say('web_words.ask_title'),
      body: [text(words.say('web_words.ask_why'), 'quiet')],
      asks: asksBack(written, facts),
      buttons: [
        button(words, 'web_words_kept', 'web_words.check', { look: 'primary' }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

const FIELDS = ['first', 'second'] as const

export function asksBack(written: WrittenPhrase, facts: Facts): readonly Ask[] {
  return written.asked.map((_, n) => question(written, n, facts))
}

function question(written: WrittenPhrase, n: number, { words }: Facts): Ask {
  const at = written.asked[n] ?? 0
  const key = written.words === null ? 'web_words.ask_part' : 'web_words.ask_word'
  return {
    kind: 'one',
    id: FIELDS[n] ?? '',
    label: words.say(key, { n: at + 1 }),
    options: optionsFor(written, at).map((part) => ({ value: part, label: part })),
    chosen: [],
    required: true,
    missing: words.say('web_words.missing'),
  }
}

/** The right word and three others of the phrase, in sorted order. */
function optionsFor(written: WrittenPhrase, at: number): readonly string[] {
  const parts = partsOf(written)
  const some = [0, 3, 5, 8].map((step) => parts[(at + step) % parts.length] ?? '')
  return [...new Set(some)].toSorted()
}

const partsOf = ({ words, code }: WrittenPhrase) => words ?? code

/** Whether the right words were chosen. */
export function choseRight(
  written: WrittenPhrase,
  answers: Readonly<Record<string, unknown>>,
): boolean {
  return written.asked.every((at, n) => {
    const field = FIELDS[n] ?? ''
    const answer = { [field]: answers[field] }
    return chosenOne(answer, field, optionsFor(written, at)) === partsOf(written)[at]
  })
}

export function recoveryPhraseResult(line: CaseLine, facts: Facts): Dialog {
  return sentences(
    'web_words_kept',
    ['web_words.kept', 'web_words.not_again', 'web_words.lost'],
    line,
    facts,
  )
}

/** Screen when the case has a phrase already; there is no second one. */
export function wordsAlready(line: CaseLine, facts: Facts): Dialog {
  return sentences('web_words_already', ['web_words.already', 'web_words.not_again'], line, facts)
}

function sentences(id: string, keys: readonly string[], line: CaseLine, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id,
      title: words.say(`${id.replace('web_words_', 'web_words.')}_title`),
      body: keys.map((key) => text(words.say(key))),
      buttons: [
        button(words, 'case', 'added.read', { value: line.key }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}
