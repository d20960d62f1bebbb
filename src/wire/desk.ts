import * as z from 'zod'
import { SignedAct } from '#domain/case/act.ts'
import { STATES } from '#domain/case/case-status.ts'
import { READER_ROLES } from '#domain/case/envelope.ts'
import { ACTORS, ACTS } from '#domain/case/event.ts'
import { DIRECTIONS, KINDS } from '#domain/case/message.ts'
import { PILES, ROWS_A_PAGE } from '#domain/case/pile.ts'
import { SECTIONS } from '#domain/case/queue-section.ts'
import { NAME_STATES } from '#domain/case/sealed-name.ts'
import { STANDINGS } from '#domain/case/urgency.ts'
import { IDENTITY_LEVELS } from '#domain/concern/identity.ts'
import { CATEGORIES } from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { bytes, id, keyPackets } from './bytes.ts'
import { CHANNELS_V1 } from './v1.ts'

/*
 * What passes between the desk's page and the server. Both sides parse it with these schemas.
 */

export const Me = z.strictObject({
  id: z.string(),
  label: z.string(),
  role: z.enum(['lead', 'officer']),
  office: z.enum(OFFICES),
  officeLabel: z.string(),
  /** The fingerprint the roster has for this officer: the key that must be opened on this machine. */
  fingerprint: z.string(),
  demo: z.boolean(),
  lockAfterMinutes: z.int().positive(),
  today: z.iso.date(),
  /** The server's instant, as the page is told it: the desk asks where its machine is days apart. */
  now: z.iso.datetime(),
  /** May this officer hand out links? Where the page is not open there is nothing they could lead to. */
  links: z.boolean(),
})
export type Me = z.infer<typeof Me>

export const QueueRow = z.strictObject({
  id,
  reference: z.string(),
  category: z.enum(CATEGORIES),
  categoryLabel: z.string(),
  /** Finer than the category; `null` on anonymous channels, where only the sealed form says it. */
  leaf: z.string().nullable(),
  door: z.enum(CHANNELS_V1),
  doorLabel: z.string(),
  state: z.enum(STATES),
  section: z.enum(SECTIONS),
  standing: z.enum(STANDINGS),
  daysLeft: z.int().nullable(),
  /** Only on hour clocks: hours left, negative when late. */
  hoursLeft: z.int().nullable(),
  receivedOn: z.iso.date(),
  dueOn: z.iso.date().nullable(),
  unread: z.boolean(),
  /** The roster's label of who acted last; `null` when nobody has. */
  heldBy: z.string().nullable(),
  mine: z.boolean(),
})
export type QueueRow = z.infer<typeof QueueRow>

/** A page of rows, and for each pile that has more the place to ask for what stands behind it (`queue-cursor.ts`). */
export const QueuePage = z.strictObject({
  rows: z.array(QueueRow).max(ROWS_A_PAGE * PILES.length),
  next: z.array(z.string()).max(PILES.length),
})
export type QueuePage = z.infer<typeof QueuePage>

const counted = z.int().min(0)

export const Queue = QueuePage.extend({
  today: z.iso.date(),
  /** How many of each section, where there are some; rows of other pages are counted too. */
  sections: z.partialRecord(z.enum(SECTIONS), counted),
  /** There may be more than were counted (`MOST_COUNTED` of a pile), none of them due before those. */
  full: z.boolean(),
  /** How many were put aside as spam, and are not among the rows; counted to `MOST_COUNTED`. */
  aside: counted,
  /** How many of those are late. */
  asideLate: counted,
  /** How many ended this year, late and without an answer: closing a case takes nothing from the count of what was late. */
  endedLate: counted,
  /** Somewhere else an answer is late and nobody does anything: said to the last address alone. */
  elsewhere: z.boolean(),
})
export type Queue = z.infer<typeof Queue>

/** Rows whose labels are asked for: as many as a screen shows. */
export const MOST_LABELS = 40
export const AskLabels = z.strictObject({ ids: z.array(id).min(1).max(MOST_LABELS) })

/** The sealed label of a case with this officer's key packet; none of a case that has none for her. */
export const WireLabel = z.strictObject({ id, data: bytes, key: bytes })
export type WireLabel = z.infer<typeof WireLabel>
export const Labels = z.strictObject({ labels: z.array(WireLabel).max(MOST_LABELS) })
export type Labels = z.infer<typeof Labels>

export const WireLetter = z.strictObject({
  id,
  dir: z.enum(DIRECTIONS),
  seq: z.int().positive(),
  kind: z.enum(KINDS),
  on: z.iso.date(),
  data: bytes,
  /** This officer's key packet; `null` when it was not sealed to her. */
  key: bytes.nullable(),
  /**
   * The other half of a name that takes two to open, for this officer; `missing` while a custodian keeps it, `null`
   * for every letter whose key is whole.
   */
  half: z.union([z.literal('missing'), bytes]).nullable(),
  /** Labels of the keys it was made for. */
  sealedTo: z.array(z.string()),
})
export type WireLetter = z.infer<typeof WireLetter>

export const WireEvent = z.strictObject({
  act: z.enum(ACTS),
  by: z.enum(ACTORS),
  on: z.iso.date(),
  reason: z.string().nullable(),
  signedAct: SignedAct.optional(),
})

export const WireCase = QueueRow.extend({
  setAside: z.boolean(),
  office: z.enum(OFFICES),
  identity: z.enum(IDENTITY_LEVELS),
  passOn: z.boolean(),
  flags: z.array(z.string()),
  /** Where a name that takes two to open stands; `null` where none is sealed so. */
  name: z.enum(NAME_STATES).nullable(),
  /** What the database says the person answered. Her signed letters prove it, or it is not to be relied on. */
  consents: z.array(
    z.strictObject({
      request: id,
      office: z.enum(OFFICES),
      hash: z.string(),
      agreed: z.boolean(),
      on: z.iso.date(),
    }),
  ),
  /** Offices it could be passed to, before those that the person kept out: whom she did is sealed. */
  passableTo: z.array(z.enum(OFFICES)),
  events: z.array(WireEvent),
  letters: z.array(WireLetter),
  reporterCertificate: z.string(),
  /** Everybody who reads it now: a letter of ours is sealed to each of them and to the reporter. */
  readers: z.array(z.strictObject({ id: z.string(), label: z.string(), you: z.boolean() })),
  pausedDays: z.int(),
  pausedOn: z.iso.date().nullable(),
  acknowledgedOn: z.iso.date().nullable(),
  respondedOn: z.iso.date().nullable(),
  outcome: z.enum(['on_time', 'late']).nullable(),
})
export type WireCase = z.infer<typeof WireCase>

/** A letter as an officer's machine sealed it. */
export const UploadedLetter = z.strictObject({
  id,
  seq: z.int().positive().max(100_000),
  data: bytes.max(2_000_000),
  keys: keyPackets(READER_ROLES),
})
export type UploadedLetter = z.infer<typeof UploadedLetter>

/** Whether an officer or a custodian is told in a chat of hers, and a code to pair it with. */
export const NotifyMe = z.strictObject({
  since: z.iso.date().nullable(),
  /** Since when nothing arrives there any more. */
  lostOn: z.iso.date().nullable(),
  /** A code of hers was not shown to the bot yet. */
  waiting: z.boolean(),
})
export type NotifyMe = z.infer<typeof NotifyMe>
export const PairingCode = z.strictObject({ code: z.string(), minutes: z.int().positive() })
export type PairingCode = z.infer<typeof PairingCode>

/** Every refusal: a code, never a sentence made from input. */
export const Refusal = z.strictObject({ code: z.string() })
