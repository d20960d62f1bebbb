import * as z from 'zod'
import { SignedAct } from '#domain/case/act.ts'
import { MOST_ATTACHMENTS } from '#domain/case/attachment.ts'
import { STATES } from '#domain/case/case-status.ts'
import { MOST_KEYS } from '#domain/case/envelope.ts'
import { KINDS } from '#domain/case/message.ts'
import { LINK_SECRET } from '#domain/case/one-off-link.ts'
import { IDENTITY_LEVELS } from '#domain/concern/identity.ts'
import { CATEGORIES } from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { ROUTE_FLAGS } from '#domain/concern/routing.ts'
import { bytes, id, keyPackets, proof, sealedLabel, uploadHandle } from './bytes.ts'
import { CHANNELS_V1 } from './v1.ts'

/*
 * What passes between the anonymous page and the server. Both sides parse it with these schemas. Nothing readable of
 * what a person wrote has a place in any of them, and nothing that says who, where from or when.
 */

/** What finds a case: derived from her receipt, sent in bodies only. The server keeps the hash of it. */
export const shown = bytes.length(43)
/** In the one way it is written: in others it would be as many links as there are ways. */
const secret = z.string().regex(LINK_SECRET)
const nonce = id
const officer = z.string().regex(/^[a-z0-9-]{1,64}$/)
const hash = bytes.length(43)

/** A letter of the person's, as her browser sealed it. */
const attachments = z.array(z.strictObject({ id, upload: uploadHandle }))
const letterOf = <Kind extends (typeof KINDS)[number]>(...kinds: readonly [Kind, ...Kind[]]) =>
  z.strictObject({
    id,
    seq: z.int().positive().max(10_000),
    kind: z.enum(kinds),
    /** The day it was sealed for, in the office's zone: refused when it is another day here. */
    on: z.iso.date(),
    data: bytes.max(1_500_000),
    keys: keyPackets(['officer', 'reporter', 'custodian']),
    attachments: attachments.max(MOST_ATTACHMENTS).default([]),
  })

/** One concern, sealed in her browser. Office, category and clock are looked at again here; the leaf is inside the seal. */
export const PageFiling = z.strictObject({
  /** Follows from `shown` and `salt`, and is refused when it does not. */
  case: id,
  salt: id,
  office: z.enum(OFFICES),
  category: z.enum(CATEGORIES),
  replyDays: z.int().positive(),
  identity: z.enum(IDENTITY_LEVELS),
  passOn: z.boolean(),
  flags: z.array(z.enum(ROUTE_FLAGS)).max(ROUTE_FLAGS.length),
  /** Officers who must not be able to open it: tags are made of them here, and they are forgotten. */
  keptOut: z.array(officer).max(64),
  /** It is about an office or the head, whichever: nobody is told of it who does not read it. */
  officeKeptOut: z.boolean(),
  readers: z.array(officer).min(1).max(MOST_KEYS),
  /** Hash of the policy she was shown. */
  policy: z.string().max(100),
  reporterCertificate: z.string().max(4_000),
  lockedKey: bytes.max(4_000),
  shown,
  letters: z.tuple([letterOf('concern')], letterOf('identity')).refine((some) => some.length <= 2),
  label: sealedLabel.optional(),
  /** The one-off link it came by: made by the page itself, or handed out by an office. */
  link: z.strictObject({ from: z.enum(['page', 'office']), secret }).nullable(),
  proof,
})
export type PageFiling = z.infer<typeof PageFiling>

/** It is kept. Nothing else is said: she knows the rest. */
export const PageFiled = z.strictObject({ on: z.iso.date() })

export const PageFind = z.strictObject({
  shown,
  proof,
  /** Does this page show what was taken back and is not erased yet? One that was loaded before finds nothing there. */
  locked: z.boolean().optional(),
})
export type PageFind = z.infer<typeof PageFind>

/** Something she adds, or who she says she is. */
export const PageAddition = z.strictObject({
  shown,
  nonce,
  letter: letterOf('addition', 'identity'),
  /** With a letter that says who she is. */
  identity: z.enum(IDENTITY_LEVELS).nullable(),
  proof: proof.optional(),
})
export type PageAddition = z.infer<typeof PageAddition>

/** Signed with the key of her case: a proxy sees what she shows to find it (T-144). */
export const PageSettle = z.strictObject({ shown, act: SignedAct, proof: proof.optional() })

/** Her answer. Taken in a full case and on a full day too: no file, and 64 KiB at most, where a browser's has 4 to 8. */
export const PageConsent = PageSettle.extend({
  letter: letterOf('consent').extend({
    data: bytes.max(87_000),
    attachments: attachments.max(0).default([]),
  }),
  request: id,
  office: z.enum(OFFICES),
  hash,
  agreed: z.boolean(),
})
export type PageConsent = z.infer<typeof PageConsent>

export const PageTakeBack = PageSettle
export const PageUndo = PageSettle
export const PageKeepOut = PageSettle.extend({ officers: z.array(officer).min(1).max(64) })
export type PageKeepOut = z.infer<typeof PageKeepOut>

/** To be solved before each concern, each look and each file that is announced. */
export const PageChallenge = z.strictObject({ challenge: z.string().max(2_000) })
export type PageChallenge = z.infer<typeof PageChallenge>

/** How an act ended, in the words of the port it answers. */
export const PageOutcome = z.strictObject({
  outcome: z.enum([
    'added',
    'recorded',
    'already',
    'changed',
    'closed',
    'answered',
    'replaced',
    'handed_over',
    'settled',
    /** Locked for everybody, and erased two days later; called so before there were two steps. */
    'erased',
    'restored',
    'nobody_left',
    'kept_out',
  ]),
  readers: z.int().nonnegative().nullable(),
})
export type PageOutcome = z.infer<typeof PageOutcome>

const day = z.iso.date()
/** A case as its person's browser gets it: her own key packets only. Instants are on hour clocks alone. */
export const PageCase = z.strictObject({
  id,
  reference: z.string(),
  office: z.enum(OFFICES),
  door: z.enum(CHANNELS_V1),
  category: z.enum(CATEGORIES),
  identity: z.enum(IDENTITY_LEVELS),
  terms: z.strictObject({
    receivedOn: day,
    receivedAt: z.iso.datetime().nullable(),
    replyDays: z.int(),
    replyHours: z.int().nullable(),
    zone: z.string(),
  }),
  alertHours: z.int().nullable(),
  reckoning: z.strictObject({
    state: z.enum(STATES),
    dueOn: day.nullable(),
    dueAt: z.iso.datetime().nullable(),
    pausedOn: day.nullable(),
    pausedDays: z.int(),
    acknowledgedOn: day.nullable(),
    respondedOn: day.nullable(),
    outcome: z.enum(['on_time', 'late']).nullable(),
    closedOn: day.nullable(),
  }),
  reporterCertificate: z.string(),
  lockedKey: bytes,
  letters: z.array(
    z.strictObject({
      id,
      dir: z.enum(['r>o', 'o>r', 'o>o']),
      seq: z.int(),
      kind: z.enum(KINDS),
      on: day,
      data: z.string(),
      key: bytes.nullable(),
    }),
  ),
  nameNews: z.array(z.strictObject({ on: day, told: z.boolean() })),
  readers: z.array(z.string()),
  consents: z.array(
    z.strictObject({ request: id, office: z.enum(OFFICES), hash, agreed: z.boolean(), on: day }),
  ),
  /** Her letters that her office cannot see before its next release. */
  waiting: z.array(id),
  /** It was taken back: nothing else of it is here. */
  erasure: z.strictObject({ id, on: day }).optional(),
  /** Absent without one: a page that was loaded before there were any reads the rest. */
  lastAct: SignedAct.optional(),
})
export type PageCase = z.infer<typeof PageCase>

/** The answer to `find`: as long with an answer in it as without (`fill` is random and means nothing). */
export const FoundCase = z.strictObject({ case: PageCase, fill: z.string() })
