import * as z from 'zod'
import { CaseColumns, columnsOf } from '#domain/case/case-columns.ts'
import { base64url, type OfficerId } from '#domain/case/ids.ts'
import { RECEIPT_KINDS } from '#domain/case/receipt.ts'
import type { LeafId } from '#domain/concern/leaf.ts'
import type { Filing } from '#ports.ts'
import { CHANNELS_V1, fromChannelV1, toChannelV1 } from '#wire/v1.ts'
import { bytes, storedDay } from './stored-message.ts'

/** A filing that waits, without its letters and without its nonce: that is spent, and leads nowhere. */
export const StoredFiling = z.strictObject({
  ...CaseColumns.omit({ channel: true }).shape,
  leaf: z
    .string()
    .transform((text) => text as LeafId)
    .nullable(),
  door: z.enum(CHANNELS_V1),
  passOn: z.boolean(),
  /** No instant: what is on an hour's clock does not wait. */
  terms: z.strictObject({ receivedOn: storedDay, replyDays: z.int().positive(), zone: z.string() }),
  receipt: z.strictObject({
    kind: z.enum(RECEIPT_KINDS),
    lookup: bytes,
    lockedKey: bytes,
    /** Absent of what waits from before ids were derived. */
    salt: bytes.optional(),
  }),
  readers: z.array(z.string().transform((text) => text as OfficerId)),
  /** Tags, as they will stand in the database: whom they keep out is not here either. */
  exclusions: z.array(bytes),
})

/** A filing in the form it waits in. @param lookup what her row is found by */
export function storedFiling(
  filing: Omit<Filing, 'nonce' | 'letters'>,
  lookup: Uint8Array,
): z.input<typeof StoredFiling> {
  const { terms } = filing
  const { channel, ...said } = columnsOf(filing)
  return {
    ...said,
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
    exclusions: filing.exclusions.map(base64url),
  }
}

/** The filing as it was, but for its nonce. */
export function filingOf(kept: z.output<typeof StoredFiling>): Omit<Filing, 'nonce' | 'letters'> {
  const { receipt, terms, door, ...rest } = kept
  return {
    ...rest,
    channel: fromChannelV1(door),
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
