import { type Day, daysBetween, plusDays } from './day.ts'
import type { LetterText } from './letter-text.ts'
import type { Direction } from './message.ts'
import type { LetterTextV2 } from './message-v2.ts'
import type { RosterPeople } from './roster.ts'

/** Faults of one message, found by what messages of version 2 say of themselves and of each other. */
export const HISTORY_TROUBLES = [
  /** Version 1 in a case that began with version 2: from an old program, or put in. */
  'older_format',
  /** Written under another root key, or for a case of another channel. */
  'other_organisation',
  'other_channel',
  'day_moved',
  /** Names a message that is not served. */
  'withheld',
  /** Names another message than the one that is served at its number. */
  'forked',
  /** Knows less than a message that it follows. */
  'went_back',
  /** An answer that was written without an earlier message of the person's. */
  'without_newest',
  /** Names a roster that is not published here, or one that had long been replaced. */
  'roster_unknown',
  'roster_old',
  /** Sealed to somebody whom nobody let in. */
  'ghost_recipient',
] as const
export type HistoryTrouble = (typeof HISTORY_TROUBLES)[number]

/** A message as it is served, and what stands in its seal; `null` where this reader cannot open it. */
export interface HistoryMessage {
  readonly id: string
  readonly dir: Direction
  readonly seq: number
  readonly on: string
  /** SHA-256 of its data packet. */
  readonly hash: string
  readonly letter: LetterText | null
}

export interface CaseHistory extends RosterPeople {
  readonly messages: readonly HistoryMessage[]
  /** Hashes of the published snapshots, in the order of `rosters`. */
  readonly heads: readonly string[]
  readonly root: string
  /** `null` where the reader is not told. */
  readonly channel: string | null
  /** Messages of the person reach the office a day later. */
  readonly isDelayed: boolean
  /** Whether somebody with this key was let into the case; `null` where that is not known. */
  readonly mayRead: ((fingerprint: string) => boolean) | null
}

type Message = HistoryMessage & { readonly letter: LetterTextV2 }
type Rule = (message: Message, history: CaseHistory) => HistoryTrouble | null

/** Days for which a replaced roster may still be named: the life of a witness. */
const ROSTER_DAYS_NAMED = 35

/** Each rule alone, so that a model can leave one out. */
export const RULES: Readonly<Record<string, Rule>> = {
  root: ({ letter }, { root }) => (letter.root === root ? null : 'other_organisation'),
  channel: ({ letter }, { channel }) =>
    channel === null || letter.channel === channel ? null : 'other_channel',
  day: (message) => (isDayMoved(message) ? 'day_moved' : null),
  readers: ({ letter }, { mayRead }) =>
    mayRead === null || letter.readers.every(mayRead) ? null : 'ghost_recipient',
  seen: ({ letter }, history) => {
    for (const [dir, seen] of seenOf(letter)) {
      const served = history.messages.filter((one) => one.dir === dir && one.seq === seen.seq)
      if (served.length === 0) return 'withheld'
      if (!served.some(({ hash }) => hash === seen.hash)) return 'forked'
    }
    return null
  },
  order: (message, history) =>
    precedingOf(message, history).some((before) => isBehind(message, before, history))
      ? 'went_back'
      : null,
  roster: ({ letter }, { heads, rosters }) => {
    const place = heads.lastIndexOf(letter.directory)
    if (place < 0) return 'roster_unknown'
    const next = rosters[place + 1]
    const isOld = next !== undefined && plusDays(next.issued as Day, ROSTER_DAYS_NAMED) < letter.day
    return isOld ? 'roster_old' : null
  },
  newest: ({ letter, dir }, { messages, isDelayed }) => {
    if (dir !== 'o>r') return null
    const known = letter.seen['r>o']?.seq ?? 0
    // A message of the page reaches the office with the release of the next day, at some hour of it.
    const there = plusDays(letter.day as Day, isDelayed ? -2 : -1)
    const isLacking = messages.some(
      (one) => one.dir === 'r>o' && one.seq > known && one.on <= there,
    )
    return isLacking ? 'without_newest' : null
  },
}

/** The first trouble of each message, by id. */
export function historyTroubles(
  history: CaseHistory,
  rules: Readonly<Record<string, Rule>> = RULES,
): ReadonlyMap<string, HistoryTrouble> {
  const first = history.messages.find(({ dir, seq }) => dir === 'r>o' && seq === 1)
  const beganWithV2 = first?.letter?.v === 2
  const troubles = new Map<string, HistoryTrouble>()
  for (const message of history.messages) {
    const trouble = isOfV2(message)
      ? Object.values(rules)
          .map((rule) => rule(message, history))
          .find((fault) => fault !== null)
      : message.letter !== null && beganWithV2 && 'older_format'
    if (trouble) troubles.set(message.id, trouble)
  }
  return troubles
}

function isOfV2(message: HistoryMessage): message is Message {
  return message.letter?.v === 2
}

function seenOf({ seen }: LetterTextV2) {
  const heads = Object.entries(seen) as [Direction, LetterTextV2['seen']['r>o'] | undefined][]
  return heads.flatMap(([dir, one]) => (one ? [[dir, one] as const] : []))
}

/** Day of the row against the day inside: around midnight they may differ by one. */
function isDayMoved({ on, letter }: Message): boolean {
  return Math.abs(daysBetween(on as Day, letter.day as Day)) > 1
}

/** Messages of version 2 that this one names: the one before it, and the last of each direction that was seen. */
function precedingOf({ letter }: Message, { messages }: CaseHistory): readonly Message[] {
  const named = new Set(seenOf(letter).map(([, { hash }]) => hash))
  return messages.filter(({ hash }) => named.has(hash) || hash === letter.prev).filter(isOfV2)
}

function isBehind(message: Message, before: Message, { heads, rosters }: CaseHistory): boolean {
  const knew = new Map(seenOf(before.letter).map(([dir, { seq }]) => [dir, seq]))
  const knows = new Map(seenOf(message.letter).map(([dir, { seq }]) => [dir, seq]))
  // Who can open the one may lack the other's notes.
  const shared = [...knew].filter(([dir]) => dir in message.letter.seen)
  if (shared.some(([dir, seq]) => (knows.get(dir) ?? 0) < seq)) return true
  const isDated = !isDayMoved(before) && !isDayMoved(message)
  if (isDated && daysBetween(before.letter.day as Day, message.letter.day as Day) < -1) return true
  const place = (of: Message) => heads.lastIndexOf(of.letter.directory)
  // A browser that stays open may not know the list of today yet.
  const issued = rosters[place(before)]?.issued as Day | undefined
  const isPublished = issued !== undefined && plusDays(issued, 1) < message.letter.day
  return isPublished && message.dir === before.dir && place(message) < place(before)
}
