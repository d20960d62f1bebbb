import { type Day, daysBetween, plusDays } from './day.ts'
import { isOpened } from './first-letter.ts'
import {
  type HistoryMessage,
  isNaming,
  isOfV2,
  type OpenedMessageOf,
  seenOf,
} from './history-message.ts'
import type { LetterText } from './letter-text.ts'
import type { LetterTextV2 } from './message-v2.ts'
import { isNameReplaced } from './name-replaced.ts'
import { isOlder } from './older-format.ts'
import type { RosterPeople } from './roster.ts'

/** Faults of one message, found by what messages of version 2 say of themselves and of each other. */
export const HISTORY_TROUBLES = [
  /** Version 1 in a case that began with version 2, or after one that no version 2 names: of an old program, or put in. */
  'older_format',
  /** Written under another root key, or for a case of another channel. */
  'other_organisation',
  'other_channel',
  'day_moved',
  /** Names a message that is not served, or before which one is not served. */
  'withheld',
  /** Names another message than the one that is served at its number. */
  'forked',
  /** Knows less than a message that it follows. */
  'went_back',
  /** Stands before a message that it names. */
  'out_of_order',
  /** An answer that was written without an earlier message of the person's. */
  'without_newest',
  /** Names a roster that is not published here, or one that had ended or had long been replaced. */
  'roster_unknown',
  'roster_old',
  /** Sealed to somebody whom nobody let in. */
  'ghost_recipient',
  /** Another name than the one that the case began with. */
  'name_replaced',
  /** Due on another day than the person was promised. */
  'promise_moved',
] as const
export type HistoryTrouble = (typeof HISTORY_TROUBLES)[number]

export interface CaseHistory extends RosterPeople {
  readonly messages: readonly HistoryMessage[]
  readonly root: string
  /** `null` where the reader is not told. */
  readonly channel: string | null
  /** Messages of the person reach the office a day later. */
  readonly isDelayed: boolean
  /** The first due day by the database; absent where it is no more known. */
  readonly due?: string
  /** Whether somebody with this key was let into the case; `null` where that is not known. */
  readonly mayRead: ((fingerprint: string, letter: LetterTextV2) => boolean) | null
}

type Message = OpenedMessageOf<LetterTextV2>
type RuleOf<Letter extends LetterText> = (
  message: OpenedMessageOf<Letter>,
  history: CaseHistory,
) => HistoryTrouble | null
type Rule = RuleOf<LetterText>

/** Days for which a replaced roster may still be named: the life of a witness. */
const ROSTER_DAYS_NAMED = 35

function ofV2(rule: RuleOf<LetterTextV2>): Rule {
  return (message, history) => (isOfV2(message) ? rule(message, history) : null)
}

/** Each rule alone, so that a model can leave one out. */
export const RULES: Readonly<Record<string, Rule>> = {
  format: (message, { messages, rosters }) =>
    isOlder(message, messages, rosters) ? 'older_format' : null,
  root: ofV2(({ letter }, { root }) => (letter.root === root ? null : 'other_organisation')),
  channel: ofV2(({ letter }, { channel }) =>
    channel === null || letter.channel === channel ? null : 'other_channel',
  ),
  day: (message) => (isDayMoved(message) ? 'day_moved' : null),
  readers: ofV2(({ letter }, { mayRead }) =>
    mayRead === null || letter.readers.every((one) => mayRead(one, letter))
      ? null
      : 'ghost_recipient',
  ),
  name: (message, { messages }) => (isNameReplaced(message, messages) ? 'name_replaced' : null),
  promise: ofV2(({ letter: { first } }, { due }) =>
    first === undefined || due === undefined || first.promise.due === due ? null : 'promise_moved',
  ),
  seen: ofV2(({ letter }, history) => {
    for (const [dir, seen] of seenOf(letter)) {
      const earlier = history.messages.filter((one) => one.dir === dir && one.seq <= seen.seq)
      if (new Set(earlier.map(({ seq }) => seq)).size < seen.seq) return 'withheld'
      const served = earlier.filter(({ seq }) => seq === seen.seq)
      // Two officers may write at the same time; there is one person.
      const isTwice = dir === 'r>o' && served.length > 1
      if (isTwice || !served.some(({ hash }) => hash === seen.hash)) return 'forked'
    }
    return null
  }),
  place: (message, { messages }) => {
    const later = messages.slice(messages.indexOf(message) + 1)
    return later.some(({ hash }) => isNaming(message, hash)) ? 'out_of_order' : null
  },
  order: (message, history) =>
    precedingOf(message, history).some((before) => isBehind(message, before, history))
      ? 'went_back'
      : null,
  roster: ofV2(({ letter, dir }, { heads, rosters }) => {
    const place = heads.lastIndexOf(letter.directory)
    const named = rosters[place]
    if (place < 0 || named === undefined) return 'roster_unknown'
    const next = rosters[place + 1]
    const isOld = next !== undefined && plusDays(next.issued as Day, ROSTER_DAYS_NAMED) < letter.day
    // No officer can seal by a list that has ended; the page names one of an earlier day.
    const isOver = dir !== 'r>o' && plusDays(named.expires as Day, 1) < letter.day
    return isOld || isOver ? 'roster_old' : null
  }),
  newest: ofV2(({ letter, dir }, { messages, isDelayed }) => {
    if (dir !== 'o>r') return null
    const known = letter.seen['r>o']?.seq ?? 0
    // A message of the page reaches the office with the release of the next day, at some hour of it.
    const there = plusDays(letter.day as Day, isDelayed ? -2 : -1)
    const isLacking = messages.some(
      (one) => one.dir === 'r>o' && one.seq > known && one.on <= there,
    )
    return isLacking ? 'without_newest' : null
  }),
}

/** The first trouble of each message, by id. */
export function historyTroubles(
  history: CaseHistory,
  rules: Readonly<Record<string, Rule>> = RULES,
): ReadonlyMap<string, HistoryTrouble> {
  const troubles = new Map<string, HistoryTrouble>()
  for (const message of history.messages) {
    if (!isOpened(message)) continue
    const trouble = Object.values(rules)
      .map((rule) => rule(message, history))
      .find((fault) => fault !== null)
    if (trouble) troubles.set(message.id, trouble)
  }
  return troubles
}

/** Day of the row against the day inside: around midnight they may differ by one. */
function isDayMoved({ on, letter }: OpenedMessageOf<LetterText>): boolean {
  return Math.abs(daysBetween(on as Day, letter.day as Day)) > 1
}

function precedingOf(
  message: OpenedMessageOf<LetterText>,
  { messages }: CaseHistory,
): readonly OpenedMessageOf<LetterText>[] {
  return messages.filter(({ hash }) => isNaming(message, hash)).filter(isOpened)
}

function isBehind(
  message: OpenedMessageOf<LetterText>,
  before: OpenedMessageOf<LetterText>,
  history: CaseHistory,
): boolean {
  const isDated = !isDayMoved(before) && !isDayMoved(message)
  if (isDated && daysBetween(before.letter.day as Day, message.letter.day as Day) < -1) return true
  return isOfV2(message) && isOfV2(before) && knowsLess(message, before, history)
}

function knowsLess(message: Message, before: Message, { heads, rosters }: CaseHistory): boolean {
  const knew = new Map(seenOf(before.letter).map(([dir, { seq }]) => [dir, seq]))
  const knows = new Map(seenOf(message.letter).map(([dir, { seq }]) => [dir, seq]))
  // Who can open the one may lack the other's notes.
  const shared = [...knew].filter(([dir]) => dir in message.letter.seen)
  if (shared.some(([dir, seq]) => (knows.get(dir) ?? 0) < seq)) return true
  const place = (of: Message) => heads.lastIndexOf(of.letter.directory)
  // A browser that stays open may not know the list of today yet.
  const issued = rosters[place(before)]?.issued as Day | undefined
  const isPublished = issued !== undefined && plusDays(issued, 1) < message.letter.day
  return isPublished && message.dir === before.dir && place(message) < place(before)
}
