import * as z from 'zod'
import { OFFICES } from '../concern/office.ts'
import { MOST_KEYS } from './envelope.ts'
import { HASH_SHAPE, ID_SHAPE } from './ids.ts'
import { DIRECTIONS, type Direction } from './message.ts'

/*
 * Version 2 of what stands inside a seal. Beside its position a message names who reads it, what its writer had been
 * delivered, and the newest roster its writer knew: what the database serves is compared with these.
 */

export const CONTEXT_V2 = 'aside/message/v2'

const hash = z.string().regex(HASH_SHAPE)
const fingerprint = z.string().regex(/^[0-9A-F]{40}$|^[0-9A-F]{64}$/)

/** Number of a message, and SHA-256 in base64url of its data packet. */
export const SeenMessage = z.strictObject({ seq: z.int().positive(), hash }).nullable()
export type SeenMessage = z.infer<typeof SeenMessage>

/** The last message of each direction that was delivered to the writer. */
const SeenHeads = z.strictObject({
  'r>o': SeenMessage,
  'o>r': SeenMessage,
  /** Only in a note: nobody else is told how many notes there are (`rulings` E2). */
  'o>o': SeenMessage.optional(),
})
export type SeenHeads = z.infer<typeof SeenHeads>

/** What the first message of a case commits to, beside its words. */
const FirstCommitments = z.strictObject({
  /** SHA-256 of the name and a salt that stands beside it in its own message; `null` without a name. */
  name: hash.nullable(),
  /** SHA-256 of the data packet of the sealed label; `null` on channels that have none. */
  label: hash.nullable(),
  /** Days that were promised, the policy, and SHA-256 of the sentences that were shown. */
  promise: z.strictObject({
    received: z.iso.date(),
    due: z.iso.date(),
    policy: z.string().max(100),
    words: hash,
  }),
})

export type FirstCommitments = z.infer<typeof FirstCommitments>

/** Fields in the order in which they are written. */
export const LetterTextV2 = z
  .strictObject({
    v: z.literal(2),
    ctx: z.literal(CONTEXT_V2),
    /** Fingerprint of the organisation's root key. */
    root: fingerprint,
    typ: z.string().min(1).max(32),
    case: z.string().regex(ID_SHAPE),
    msg: z.string().regex(ID_SHAPE),
    seq: z.int().positive(),
    prev: hash.nullable(),
    dir: z.enum(DIRECTIONS),
    office: z.enum(OFFICES),
    /** How the concern came, in the words of `wire/v1.ts`. */
    channel: z.string().min(1).max(32),
    day: z.iso.date(),
    lang: z.string().min(2).max(35),
    /** Fingerprints of the officers it is sealed to: sorted, each once. */
    readers: z.array(fingerprint).min(1).max(MOST_KEYS),
    seen: SeenHeads,
    /** Hash of the newest roster snapshot that the writer knew. */
    directory: hash,
    text: z.string(),
    form: z.record(z.string(), z.unknown()),
    first: FirstCommitments.optional(),
  })
  .refine(({ readers }) => readers.every((one, at) => at === 0 || (readers[at - 1] ?? '') < one))
  .refine(({ dir, seen }) => (seen['o>o'] === undefined) === (dir !== 'o>o'))
  .refine(({ dir, seq, first }) => (first === undefined) === (dir !== 'r>o' || seq !== 1))
export type LetterTextV2 = z.infer<typeof LetterTextV2>
export type HeadV2 = Omit<LetterTextV2, 'text' | 'form'>

/** Fields of version 2 in their order; `first` stands last, where it is there. */
export const FIELDS_V2 = [
  ...['v', 'ctx', 'root', 'typ', 'case', 'msg', 'seq', 'prev', 'dir', 'office', 'channel'],
  ...['day', 'lang', 'readers', 'seen', 'directory', 'text', 'form', 'first'],
] as const

/** The fields of a message of version 2 in the one order in which they are written, each once. */
export function inOrderV2(letter: Readonly<Record<string, unknown>>): object {
  const inOrder = FIELDS_V2.flatMap((name) => (name in letter ? [[name, letter[name]]] : []))
  return Object.fromEntries(inOrder)
}

/** What a writer who was served these messages writes as `seen`. */
export function seenIn(
  served: readonly { readonly dir: Direction; readonly seq: number; readonly hash: string }[],
  dir: Direction,
): SeenHeads {
  const last = (of: Direction): SeenMessage => {
    const [newest] = served.filter((one) => one.dir === of).toSorted((a, b) => b.seq - a.seq)
    return newest === undefined ? null : { seq: newest.seq, hash: newest.hash }
  }
  const both = { 'r>o': last('r>o'), 'o>r': last('o>r') }
  return dir === 'o>o' ? { ...both, 'o>o': last('o>o') } : both
}
