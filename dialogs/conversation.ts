import { type Day, plusDays } from '../src/case/day.ts'
import type { Kind } from '../src/case/letter.ts'
import { LONGEST_PAUSE_DAYS } from '../src/case/reckoning.ts'
import { alertBlocks } from './alert.ts'
import { type CaseLine, stateOf } from './case-line.ts'
import { consentNote, requestButtons, type ShownConsent } from './consent-request.ts'
import type { Block, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { languagesButton } from './languages.ts'
import { button, number, screen, text } from './screen.ts'
import { settledButtons } from './settle.ts'

export { added, addition, readAddition } from './addition.ts'
export type { CaseLine } from './case-line.ts'

/** A letter, opened for its reporter. */
export interface ShownLetter {
  readonly ours: boolean
  readonly on: Day
  readonly kind: Kind
  readonly text: string | null
  readonly doubtful: boolean
  /** Of a letter about passing something on. */
  readonly consent?: ShownConsent | null
}

/** What this first card leads back to. Having told something and having told nothing look alike in the chat. */
export function conversations(lines: readonly CaseLine[], facts: Facts): Dialog {
  const { words } = facts
  const none = lines.length === 0
  return screen(
    {
      id: 'conversations',
      title: words.say(none ? 'conversations.none_title' : 'conversations.title'),
      body: [
        ...(none ? [text(words.say('conversations.none'))] : []),
        text(words.say('conversations.earlier_card'), none ? 'plain' : 'quiet'),
      ],
      buttons: [
        ...lines.map((line) => ({
          verb: 'case' as const,
          label: words.say('conversations.line', {
            date: words.date(line.receivedOn),
            office: words.say(`office.${line.office}`),
          }),
          hint: words.say('conversations.letters', {
            state: stateOf(line, facts),
            n: line.lettersFromUs,
          }),
          look: 'choice' as const,
          value: line.key,
        })),
        button(words, 'remind', 'reminder.title'),
        ...languagesButton(facts),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** Newest last. A question of ours stands out, and a date that we did not keep is said by ourselves. */
export function conversation(
  line: CaseLine,
  letters: readonly ShownLetter[],
  facts: Facts,
): Dialog {
  const { words } = facts
  const open = letters.findLastIndex(asks)
  const waiting = line.state === 'waiting' ? open : -1
  const question = letters[waiting]?.kind === 'question'
  return screen(
    {
      id: 'conversation',
      title: words.say('conversation.title', { office: words.say(`the.${line.office}`) }),
      body: [
        ...alertBlocks(line.alert ?? null, facts),
        // What there is to say of an alert was just said.
        ...(line.late
          ? lateness(line, facts)
          : [text(stateOf({ ...line, alert: null }, facts), 'strong')]),
        ...letters.map((letter, at) => shown(letter, at === waiting, facts)),
        ...newsOfName(line, facts),
        ...(line.state === 'answered' ? [text(words.say('settle.title'), 'strong')] : []),
      ],
      buttons: [
        ...requestButtons(line, facts),
        ...(line.state === 'answered' ? settledButtons(line, facts) : []),
        ...(line.state === 'closed' || line.state === 'answered'
          ? []
          : [
              button(words, 'add', question ? 'conversation.answer' : 'conversation.add', {
                look: line.request ? 'choice' : 'primary',
                value: line.key,
              }),
            ]),
        button(words, 'more', 'conversation.more', { value: line.key }),
        button(words, 'conversation', 'conversation.all'),
        ...languagesButton(facts),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** What we wait for her to say something to. */
function asks({ ours, kind }: ShownLetter): boolean {
  return ours && (kind === 'question' || kind === 'consent')
}

function lateness(line: CaseLine, { words, policy }: Facts): readonly Block[] {
  const date = line.dueOn === null ? '' : words.date(line.dueOn)
  return [
    text(
      words.say(date === '' ? 'conversation.late_undated' : 'conversation.late', { date }),
      'warning',
    ),
    text(words.say('conversation.turn_to')),
    ...policy.contacts.outside.map((contact) => number(contact, words)),
  ]
}

/** Whoever was told who she is, she hears of it; and that somebody asked and was refused. */
function newsOfName(line: CaseLine, { words }: Facts): readonly Block[] {
  return line.nameNews.map(({ on, told }) =>
    text(
      words.say(told ? 'conversation.name_told' : 'conversation.name_refused', {
        date: words.date(on),
      }),
      told ? 'strong' : 'plain',
    ),
  )
}

function shown(letter: ShownLetter, open: boolean, facts: Facts): Block {
  const { words } = facts
  return {
    kind: 'letter',
    from: words.say(letter.ours ? 'conversation.us' : 'conversation.you'),
    ours: letter.ours,
    on: words.date(letter.on),
    text: letter.text,
    note: note(),
    strong: open || (letter.consent?.is === 'asked' && letter.consent.standing === 'open'),
  }

  function note(): string | null {
    if (letter.doubtful) return words.say('conversation.doubtful')
    if (letter.consent) return consentNote(letter.consent, facts)
    if (letter.text === null) {
      if (letter.ours) return words.say('conversation.not_opened')
      if (letter.kind === 'identity') return words.say('conversation.name_not_shown')
      return words.say(
        letter.kind === 'addition' ? 'conversation.added_not_shown' : 'conversation.not_shown',
      )
    }
    if (!open) return letter.ours && letter.kind === 'question' ? words.say('kind.question') : null
    return words.say('conversation.clock_waits', {
      date: words.date(plusDays(letter.on, LONGEST_PAUSE_DAYS)),
    })
  }
}
