import * as z from 'zod'
import { OFFICES } from '../concern/office.ts'
import { HASH_SHAPE, ID_SHAPE } from './ids.ts'
import type { Direction } from './message.ts'
import { SeenMessage } from './message-v2.ts'

/*
 * What is done to a case and cannot be undone, or says who reads, is signed by a key of the case. Whoever saw a receipt's
 * lookup token once, or writes to the database, can do none of it (T-144).
 */

/** Acts that count only with a signature. What each is about stands in `content`. */
export const SIGNED_ACTS = [
  ...['settled', 'withdrawn', 'restored', 'consented', 'declined', 'kept_out', 'let_in'],
  ...['granted', 'closed', 'consent_asked', 'handed_over'],
  ...['name_asked', 'name_released', 'name_refused'],
] as const

/** Whose key signed. `server`: in Teams it signs for the person, so the act is what the server reports. */
export const ACT_SIGNERS = ['reporter', 'server', 'officer', 'custodian'] as const
export type ActSigner = (typeof ACT_SIGNERS)[number]

const hash = z.string().regex(HASH_SHAPE)

/** What is signed. Everything in it is a number, a day, an id or a hash: none of it is readable. */
export const ActStatement = z.strictObject({
  /** Fingerprint of the organisation's root key. */
  root: z.string().regex(/^[0-9A-F]{40}$|^[0-9A-F]{64}$/),
  case: z.string().regex(ID_SHAPE),
  act: z.enum(SIGNED_ACTS),
  /** Its place among the stored acts of its side, the person's or the office's, from 1. */
  number: z.int().positive().max(100_000),
  /** Hash of the stored act before it on its side. */
  before: hash.nullable(),
  /** Id of the message that it answers; of `restored`, of the erasure that it undoes. */
  answers: z.string().regex(ID_SHAPE).nullable(),
  /** Of the case; of a consent, the one that it may be passed to. */
  office: z.enum(OFFICES),
  /** SHA-256 of what it is about: of the text that a consent is for, of the ids of those who are kept out. */
  content: hash.nullable(),
  day: z.iso.date(),
  by: z.enum(ACT_SIGNERS),
  /** The last message of each direction that its signer was given; on the page none that came on that day. */
  heads: z.strictObject({ 'r>o': SeenMessage, 'o>r': SeenMessage }),
  /** Hash of the newest roster snapshot that its signer knew. */
  directory: hash,
})
export type ActStatement = z.infer<typeof ActStatement>

/** A statement with its detached OpenPGP signature, binary in base64url. */
export const SignedAct = ActStatement.extend({ signature: z.string().regex(/^[\w-]{40,1400}$/) })
export type SignedAct = z.infer<typeof SignedAct>

/** The last stored act of a side. */
export interface LastAct {
  readonly number: number
  readonly hash: string
}

/** What whoever checks an act knows of it by itself. */
export interface ExpectedAct
  extends Pick<
    ActStatement,
    'root' | 'case' | 'act' | 'answers' | 'office' | 'content' | 'by' | 'day'
  > {
  readonly last: LastAct | null
  /** Numbers of the last messages; their hashes are compared by clients, which have the bytes. */
  readonly heads: Readonly<Record<keyof ActStatement['heads'], number>>
}

/** Number of an act, and the hash of the one before it. */
export function nextAct(
  last: (Pick<LastAct, 'number'> & Partial<LastAct>) | null,
): Pick<ActStatement, 'number' | 'before'> {
  return { number: (last?.number ?? 0) + 1, before: last?.hash ?? null }
}

const SUBJECT = ['root', 'case', 'act', 'answers', 'office', 'content', 'by'] as const

/**
 * Why an act is not the expected one. `foreign`: it is about something else. `outdated`: something came since, or it is
 * another day: it is signed anew, because an old one must not count again.
 */
export function actFault(
  given: ActStatement,
  expected: ExpectedAct,
): 'foreign' | 'outdated' | null {
  if (SUBJECT.some((name) => given[name] !== expected[name])) return 'foreign'
  const { number, before } = nextAct(expected.last)
  const isNext = given.number === number && given.before === before && given.day === expected.day
  const heads = ['r>o', 'o>r'] as const
  return isNext && heads.every((dir) => (given.heads[dir]?.seq ?? 0) === expected.heads[dir])
    ? null
    : 'outdated'
}

/**
 * Messages that an act of a person names: all of hers, and what she was given. On the page nothing of the day itself:
 * officers know when they wrote, so it would tell at what time of the day she was there.
 */
export function messagesBefore<
  Head extends { readonly dir: Direction; readonly seq: number; readonly on: string },
>(
  heads: readonly Head[],
  day: string,
  isOnPage: boolean,
): Readonly<Record<keyof ActStatement['heads'], Head | null>> {
  const last = (some: readonly Head[]) =>
    some.reduce<Head | null>((newest, one) => ((newest?.seq ?? 0) < one.seq ? one : newest), null)
  const answers = heads.filter(({ dir, on }) => dir === 'o>r' && (!isOnPage || on < day))
  return { 'r>o': last(heads.filter(({ dir }) => dir === 'r>o')), 'o>r': last(answers) }
}
