import * as z from 'zod'
import { OFFICES, type Office } from '../concern/office.ts'
import { MOST_KEYS } from './envelope.ts'
import { HASH_SHAPE } from './ids.ts'
import type { Custodian, Officer } from './officer.ts'

/** Longest validity of a roster: a stolen old one expires. */
export const ROSTER_DAYS = 35

const fingerprint = z.string().regex(/^[0-9A-F]{40}$|^[0-9A-F]{64}$/)
const id = z.string().regex(/^[a-z0-9-]{1,64}$/)

const hash = z.string().regex(HASH_SHAPE)
/** SHA-256 in base64url of the binary certificate: a renewed one is named by a new roster. */
const certificate = hash.optional()

/**
 * The whole list of who may read, signed as one text by the organisation's root key, which is kept offline. Version 2 has
 * the optional fields, version 1 has none of them.
 */
export const RosterText = z
  .strictObject({
    v: z.union([z.literal(1), z.literal(2)]),
    version: z.int().positive(),
    issued: z.iso.date(),
    /** The last day on which it may be used. */
    expires: z.iso.date(),
    officers: z.array(
      z.strictObject({
        id,
        office: z.enum(OFFICES),
        role: z.enum(['lead', 'officer']),
        label: z.string().min(1).max(80),
        fingerprint,
        certificate,
      }),
    ),
    custodians: z.array(
      z.strictObject({ id, label: z.string().min(1).max(80), fingerprint, certificate }),
    ),
    recovery: z.array(
      z.strictObject({
        office: z.enum(OFFICES),
        fingerprint,
        holders: z.array(id),
        certificate,
      }),
    ),
    /** Hash of the snapshot before, `null` for the first one: so the root signs the chain. */
    previous: hash.nullable().optional(),
    /** From which day on letters of an older format are not to be relied on; `null` while they are. */
    leastFormat: z
      .strictObject({ format: z.literal(2), since: z.iso.date() })
      .nullable()
      .optional(),
    /** Ed25519 key in base64url of whoever signs each day which roster is the newest; `null`: nobody. */
    freshness: hash.nullable().optional(),
  })
  .refine(isOfItsVersion)

function isOfItsVersion({
  v,
  officers,
  custodians,
  recovery,
  ...text
}: {
  v: 1 | 2
  officers: readonly { certificate?: string | undefined }[]
  custodians: readonly { certificate?: string | undefined }[]
  recovery: readonly { certificate?: string | undefined }[]
  previous?: string | null | undefined
  leastFormat?: object | null | undefined
  freshness?: string | null | undefined
}): boolean {
  const named = [...officers, ...custodians, ...recovery].map((holder) => holder.certificate)
  const optional = [...named, text.previous, text.leastFormat, text.freshness]
  return optional.every((one) => (one === undefined) === (v === 1))
}

export type RosterText = z.infer<typeof RosterText>

/** A roster whose signature, dates and inner consistency were checked. Only `crypto/roster.ts` makes one. */
export interface Roster {
  readonly version: number
  readonly issued: string
  readonly expires: string
  readonly officers: readonly Officer[]
  readonly custodians: readonly Custodian[]
  readonly hash: string
  /** From which day on a letter of version 1 is not to be relied on; `null` while it is. */
  readonly leastFormatSince?: string | null
}

/** From which day on a letter of version 1 is not to be relied on, by the newest roster that names one. */
export function leastFormatDay(
  rosters: readonly Pick<Roster, 'leastFormatSince'>[],
): string | null {
  return rosters.findLast(({ leastFormatSince }) => leastFormatSince)?.leastFormatSince ?? null
}

/**
 * Offices with more people than a letter has key packets for: each of their own, each custodian of a sealed name, and
 * the person.
 */
export function officesTooLarge({
  officers,
  custodians,
}: {
  readonly officers: readonly Pick<Roster['officers'][number], 'office'>[]
  readonly custodians: readonly unknown[]
}): readonly Office[] {
  const most = MOST_KEYS - 1 - custodians.length
  return OFFICES.filter((office) => officers.filter((one) => one.office === office).length > most)
}

/** Everybody whom rosters of all times name. */
export interface RosterPeople {
  /** Oldest first. */
  readonly rosters: readonly Roster[]
  /** Hashes of the published snapshots, in the order of `rosters`. */
  readonly heads: readonly string[]
}

/** What is published at `/directory.json`: everything a sealer needs, and nothing it must believe unsigned. */
export const Directory = z.strictObject({
  /** Armored certificate of the organisation's root key. Pinned by fingerprint; shown here for convenience only. */
  root: z.string(),
  /** The exact signed bytes, as text. */
  roster: z.string(),
  /** Armored detached signature of the root over `roster`. */
  signature: z.string(),
  /** Armored certificates of everybody named. */
  certificates: z.array(z.string()),
  /** Hash of the snapshot before this one and of this one: an append-only chain. */
  previous: z.string().nullable(),
  hash: z.string(),
})
export type Directory = z.infer<typeof Directory>
