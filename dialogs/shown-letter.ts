import { LONGEST_PAUSE_DAYS } from '#domain/case/case-status.ts'
import { type Day, plusDays } from '#domain/case/day.ts'
import type { Doubt, Kind } from '#domain/case/message.ts'
import { consentNote, type ShownConsent } from './consent-in-conversation.ts'
import type { Block, ShownText } from './dialog.ts'
import type { Facts } from './facts.ts'
import { inARow } from './sentences.ts'

const DOUBT_KEYS: Readonly<Record<Doubt, string>> = {
  doubtful: 'conversation.doubtful',
  dated_ahead: 'conversation.dated_ahead',
  unknown_signer: 'conversation.unknown_signer',
  expired_key: 'conversation.expired_key',
  key_not_yet_valid: 'conversation.key_not_yet_valid',
  letter_missing: 'conversation.letter_missing',
  without_newest: 'conversation.without_newest',
  ghost_recipient: 'conversation.ghost_recipient',
  answer_unproven: 'conversation.answer_unproven',
  older_format: 'conversation.older_format',
}

/** A decrypted letter, for its reporter. */
export interface ShownLetter {
  readonly ours: boolean
  readonly on: Day
  readonly kind: Kind
  /** `null` where this channel does not show it, or decryption failed. */
  readonly text: ShownText | null
  /** Fault of the letter; `null` without one. */
  readonly doubt: Doubt | null
  /** Files of the letter; absent without files. */
  readonly files?: number
  /** Whether it waits for the next release. */
  readonly waits?: boolean
  /** Consent data; `null` for other letters. */
  readonly consent: ShownConsent | null
}

/** Whether a letter of the office awaits an answer of the reporter. */
export function awaitsAnswer({ ours, kind }: ShownLetter): boolean {
  return ours && (kind === 'question' || kind === 'consent')
}

/** Blocks of a letter with its notes. @param open whether it awaits an answer */
export function letterBlock(letter: ShownLetter, open: boolean, facts: Facts): Block {
  const { words } = facts
  return {
    kind: 'letter',
    from: words.say(letter.ours ? 'conversation.us' : 'conversation.you'),
    ours: letter.ours,
    on: words.date(letter.on),
    text: letter.text,
    note: note() ?? besides(letter, facts),
    strong: open || (letter.consent?.is === 'asked' && letter.consent.standing === 'open'),
  }

  function note(): string | null {
    if (letter.doubt !== null) return words.say(DOUBT_KEYS[letter.doubt])
    if (letter.consent) {
      const note = consentNote(letter.consent, facts)
      return letter.waits === true ? inARow([note, waitsNote(letter.on, facts)], words) : note
    }
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

/** Notes on a readable letter. */
function besides({ files, waits, on }: ShownLetter, facts: Facts): string | null {
  const lines = [
    ...(files === undefined ? [] : [facts.words.say('conversation.with_files', { n: files })]),
    ...(waits === true ? [waitsNote(on, facts)] : []),
  ]
  return lines.length === 0 ? null : inARow(lines, facts.words)
}

/** Day on which the office sees a waiting letter: tomorrow's release. */
export function waitsNote(on: Day, { words, demo }: Facts): string {
  if (demo) return words.say('conversation.waits_demo_page')
  return words.say('conversation.waits_page', { date: words.date(plusDays(on, 1)) })
}
