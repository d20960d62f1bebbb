import type { Fingerprint } from '#domain/case/ids.ts'
import type { LetterText } from '#domain/case/letter-text.ts'
import type { Direction, Kind } from '#domain/case/message.ts'
import { CONTEXT_V2, inOrderV2, seenIn } from '#domain/case/message-v2.ts'
import { dayAt, keyOf, type Person, ROOT } from './people.ts'

/** A message, with everything that is true of it, whatever its rows and its seal say. */
export interface Message {
  readonly index: number
  readonly hash: string
  readonly id: string
  readonly by: Person | 'server'
  readonly dir: Direction
  readonly seq: number
  readonly kind: Kind
  /** Index of the day inside the seal, and of the day on which it was written. */
  readonly day: number
  readonly written: number
  readonly sealedTo: readonly Person[]
  readonly text: string
  readonly signedBy: Fingerprint | null
  readonly letter: LetterText
  readonly before: number | null
  /** Messages that its writer was given, and those with all that their writers were given; by index. */
  readonly given: readonly number[]
  readonly past: readonly number[]
  /** Whether its writer was given a history without a hole. */
  readonly isWhole: boolean
}

export const CASE = 'C'.repeat(22)
export const OTHER_CASE = 'D'.repeat(22)

/** What a message is made of; two that agree in all of it are one message. */
export interface Draft {
  readonly by: Message['by']
  readonly dir: Direction
  readonly kind: Kind
  readonly day: number
  readonly written?: number
  /** What the writer was given of each direction, newest last. */
  readonly served: readonly Message[]
  readonly directory: string
  readonly sealedTo: readonly Person[]
  readonly version?: 1 | 2
  readonly text?: string
  readonly form?: Readonly<Record<string, unknown>>
  /** What stands in the seal otherwise than it would by the rest. */
  readonly change?: Readonly<Record<string, unknown>>
  readonly isSigned?: boolean
  readonly channel: string
}

const interned: Message[] = []
const byContent = new Map<string, Message>()

export const messageAt = (index: number): Message => {
  const message = interned[index]
  if (message === undefined) throw new Error('no such message')
  return message
}

const newestOf = (served: readonly Message[], dir: Direction) =>
  served
    .filter((one) => one.dir === dir)
    .toSorted((one, other) => other.seq - one.seq)
    .at(0)

/**
 * What a letter proves that its writer was given: of each direction that it names, the newest message and those before
 * it. Version 1 names nothing but the message before it, and only notes name notes.
 */
function givenBy(served: readonly Message[], dir: Direction, version: 1 | 2): readonly number[] {
  const dirs: readonly Direction[] =
    version === 1 ? [dir] : dir === 'o>o' ? ['r>o', 'o>r', 'o>o'] : ['r>o', 'o>r']
  const given = dirs.flatMap((of) => chainOf(newestOf(served, of)))
  return given.toSorted((one, other) => one - other)
}

function chainOf(message: Message | undefined): readonly number[] {
  if (message === undefined) return []
  return [message.index, ...(message.before === null ? [] : chainOf(messageAt(message.before)))]
}

export function write(draft: Draft): Message {
  const { by, dir, kind, day, served, directory, sealedTo, version = 2, channel } = draft
  const { written = day, text = '', form = {}, change = {}, isSigned = true } = draft
  const before = newestOf(served, dir)
  const seq = (before?.seq ?? 0) + 1
  const seen = seenIn(served, dir)
  const given = givenBy(served, dir, version)
  const content = JSON.stringify([
    ...[by, dir, kind, day, written, seen, before?.index, directory, sealedTo],
    ...[version, text, form, change, isSigned, channel, given],
  ])
  const known = byContent.get(content)
  if (known !== undefined) return known
  const index = interned.length
  const id = `m${index}`.padEnd(22, '_')
  const hash = `m${index}`.padEnd(43, '_')
  const officers = sealedTo.filter((one) => one !== 'R' && one !== 'S').map(keyOf)
  const head = { typ: kind, case: CASE, msg: id, seq, prev: before?.hash ?? null, dir }
  const inSeal =
    version === 1
      ? { v: 1, ...head, office: 'ethics', day: dayAt(day), lang: 'en', text, form, ...change }
      : inOrderV2({
          ...{ v: 2, ctx: CONTEXT_V2, root: ROOT, ...head, office: 'ethics', channel },
          ...{ day: dayAt(day), lang: 'en', readers: officers.toSorted(), seen, directory },
          ...{ text, form, ...change },
        })
  const message: Message = {
    ...{ index, hash, id, by, dir, seq, kind, day, written, sealedTo, text },
    signedBy: isSigned && by !== 'server' ? keyOf(by) : null,
    letter: inSeal as LetterText,
    before: before?.index ?? null,
    given,
    past: [...new Set(given.flatMap((one) => [one, ...messageAt(one).past]))],
    isWhole: version === 1 || isClosed(given, dir),
  }
  interned.push(message)
  byContent.set(content, message)
  return message
}

/**
 * Whether what a writer was given lacks nothing that a part of it names. Only notes name notes; and of two letters of
 * the office at one number, which were written at the same time, a writer names one.
 */
function isClosed(given: readonly number[], dir: Direction): boolean {
  const named = given.flatMap((one) => messageAt(one).past).map(messageAt)
  return named.every((one) => {
    const isTwin = (other: Message) => other.dir === one.dir && other.seq === one.seq
    if (given.includes(one.index) || (one.dir === 'o>o' && dir !== 'o>o')) return true
    return one.dir !== 'r>o' && given.map(messageAt).some(isTwin)
  })
}
