import * as z from 'zod'
import { CHANNELS } from '../concern/channel.ts'
import { IDENTITY_LEVELS } from '../concern/identity.ts'
import { CATEGORIES } from '../concern/leaf.ts'
import { OFFICES } from '../concern/office.ts'
import { ROUTE_FLAGS } from '../concern/routing.ts'
import { type CaseId, ID_SHAPE, type Reference } from './ids.ts'

/**
 * What a filing says in the clear about its case: each is the column of `case` of the same name. From here it goes into
 * the filing, the row that waits in the delayed inbox, the statement of the intake and what an officer's desk loads. One
 * that is new has a default: for what waits already, and for a channel that does not say it.
 */
export const CaseColumns = z.object({
  id: z.custom<CaseId>((value) => typeof value === 'string' && ID_SHAPE.test(value)),
  reference: z.custom<Reference>((value) => typeof value === 'string'),
  office: z.enum(OFFICES),
  /** The plain category; self-harm never reaches here, danger is `safety`. */
  category: z.enum(CATEGORIES),
  channel: z.enum(CHANNELS),
  identity: z.enum(IDENTITY_LEVELS),
  flags: z.array(z.enum(ROUTE_FLAGS)).readonly(),
  /** SHA-256 of the policy and texts that were shown. */
  policy: z.string(),
  reporterCertificate: z.string(),
  /** Within how many hours a danger is confirmed. */
  triageHours: z.int().nullable(),
})
export type CaseColumns = Readonly<z.output<typeof CaseColumns>>
/** As a channel says them. */
export type FiledColumns = Readonly<z.input<typeof CaseColumns>>

export const CASE_COLUMNS = CaseColumns.keyof().options

/** Picks these columns of an object; absent ones stay absent. */
export function columnsOf<T extends FiledColumns>(of: T): Pick<T, keyof FiledColumns> {
  const entries = CASE_COLUMNS.map((key) => [key, of[key]]).filter(
    ([, value]) => value !== undefined,
  )
  return Object.fromEntries(entries)
}
