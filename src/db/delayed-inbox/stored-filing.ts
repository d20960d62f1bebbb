import * as z from 'zod'
import { CaseColumns, columnsOf } from '#domain/case/case-columns.ts'
import { base64url, type OfficerId } from '#domain/case/ids.ts'
import { RECEIPT_KINDS } from '#domain/case/receipt.ts'
import type { LeafId } from '#domain/concern/leaf.ts'
import type { Filing } from '#ports.ts'
import { CHANNELS_V1, fromChannelV1, toChannelV1 } from '#wire/v1.ts'
import { bytes, storedDay } from './stored-message.ts'

/** Stored form of a pending filing, without its letters and its nonce, which is claimed. */
export const StoredFiling = z.strictObject({
  ...CaseColumns.omit({ channel: true }).shape,
  leaf: z
    .string()
    .transform((text) => text as LeafId)
    .nullable(),
  door: z.enum(CHANNELS_V1),
  passOn: z.boolean(),
  /** No instant: cases with a deadline in hours are not delayed. */
  terms: z.strictObject({ receivedOn: storedDay, replyDays: z.int().positive(), zone: z.string() }),
  receipt: z.strictObject({
    kind: z.enum(RECEIPT_KINDS),
    lookup: bytes,
    lockedKey: bytes,
    /** Absent in rows from before ids were derived. */
    salt: bytes.optional(),
  }),
  readers: z.array(z.string().transform((text) => text as OfficerId)),
  /** Absent where there is none, so that a program of before reads the row. */
  label: z
    .strictObject({ data: bytes, keys: z.array(z.strictObject({ reader: z.string(), bytes })) })
    .optional(),
  /** Exclusion tags as the case will hold them: the excluded persons are not stored. */
  exclusions: z.array(bytes),
})

/** Converts a filing to its stored form. @param lookup key of its row */
export function storedFiling(
  filing: Omit<Filing, 'nonce' | 'letters'>,
  lookup: Uint8Array,
): z.input<typeof StoredFiling> {
  const { terms } = filing
  const { channel, ...rest } = columnsOf(filing)
  return {
    ...rest,
    leaf: filing.leaf,
    door: toChannelV1(channel),
    passOn: filing.passOn,
    terms: { receivedOn: terms.receivedOn, replyDays: terms.replyDays, zone: terms.zone },
    receipt: {
      kind: filing.receipt.kind,
      lookup: base64url(lookup),
      lockedKey: base64url(filing.receipt.lockedKey),
      ...(filing.receipt.salt && { salt: base64url(filing.receipt.salt) }),
    },
    readers: [...filing.readers],
    ...(filing.label && {
      label: {
        data: base64url(filing.label.data),
        keys: filing.label.keys.map(({ reader, bytes }) => ({ reader, bytes: base64url(bytes) })),
      },
    }),
    exclusions: filing.exclusions.map(base64url),
  }
}

/** Restores the filing, except its nonce. */
export function filingOf(stored: z.output<typeof StoredFiling>): Omit<Filing, 'nonce' | 'letters'> {
  const { receipt, terms, door, label, ...rest } = stored
  return {
    ...rest,
    channel: fromChannelV1(door),
    ...(label && {
      label: { ...label, keys: label.keys.map((key) => ({ role: 'officer' as const, ...key })) },
    }),
    terms: { ...terms, receivedAt: null, replyHours: null },
    receipt: {
      kind: receipt.kind,
      lookups: [receipt.lookup],
      lockedKey: receipt.lockedKey,
      serverShare: null,
      bind: null,
      secretEpoch: null,
      ...(receipt.salt && { salt: receipt.salt }),
    },
  }
}
