import * as z from 'zod'
import { ABOUT } from '../concern/about.ts'
import { IDENTITY_LEVELS } from '../concern/identity.ts'
import { OFFICES } from '../concern/office.ts'
import { AttachmentLines } from './attachment.ts'
import { ID_SHAPE } from './ids.ts'

/** Every kind of letter a case can hold, from the start: an unknown one is shown kindly, not refused. */
export const KINDS = [
  'concern',
  'identity',
  'addition',
  'answer',
  'question',
  'acknowledgement',
  'note',
  'consent',
  'sanitised',
] as const
export type Kind = (typeof KINDS)[number]

/** From the reporter, to the reporter, or among officers. `seq` and `prev` count per direction. */
export const DIRECTIONS = ['r>o', 'o>r', 'o>o'] as const
/** Why a letter of ours is not believed, or not at once: each has a sentence of its own. */
export const DOUBTS = [
  'doubtful',
  'dated_ahead',
  'unknown_signer',
  'expired_key',
  'key_not_yet_valid',
  'letter_missing',
  'without_newest',
  'ghost_recipient',
  'older_format',
  'answer_unproven',
] as const
export type Doubt = (typeof DOUBTS)[number]

/** A letter of the person's that an officer's machine says it opened: its number, and SHA-256 of its data packet. */
export interface OpenedMessage {
  readonly seq: number
  readonly hash: string
}

export type Direction = (typeof DIRECTIONS)[number]

/**
 * What stands inside the seal beside the words. OpenPGP has no associated data, so the position a letter belongs to is
 * written inside it and compared with the row where it is found.
 */
export const Head = z.strictObject({
  v: z.literal(1),
  typ: z.string().min(1).max(32),
  case: z.string().regex(ID_SHAPE),
  msg: z.string().regex(ID_SHAPE),
  seq: z.int().positive(),
  /** SHA-256 in base64url of the data packet before this one in the same direction; `null` on the first. */
  prev: z.string().length(43).nullable(),
  dir: z.enum(DIRECTIONS),
  office: z.enum(OFFICES),
  day: z.iso.date(),
  lang: z.string().min(2).max(35),
})
export type Head = z.infer<typeof Head>

/** What was tapped and agreed, on the first letter of a case. */
export const ConcernForm = z.strictObject({
  leaf: z.string(),
  taps: z.array(z.string()),
  about: z.array(z.enum(ABOUT)),
  keptOut: z.array(z.string()),
  flags: z.array(z.string()),
  identity: z.enum(IDENTITY_LEVELS),
  passOn: z.boolean(),
  when: z.string().nullable(),
  where: z.string().nullable(),
  /** The reporter's key, pinned here so that nobody who writes to the database can swap it. */
  reporter: z.string(),
  rosterVersion: z.int(),
  policy: z.string(),
  attachments: AttachmentLines.optional(),
})
export type ConcernForm = z.infer<typeof ConcernForm>

/** Stands beside a name: an address that only the server's secret opens. */
export const Notify = z.object({ notify: z.string().regex(/^[\w-]{1,4000}$/) })

/** The words of a letter of version 1 once it is open. */
export const LetterTextV1 = Head.extend({
  text: z.string(),
  form: z.record(z.string(), z.unknown()),
})
