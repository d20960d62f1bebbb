import * as z from 'zod'
import { ID_SHAPE } from '#domain/case/ids.ts'

/** Where the officer is. It lives in the history's state, never in the address: an address is logged, synced, pasted. */
export const Place = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('queue') }),
  z.strictObject({ at: z.literal('case'), id: z.string().regex(ID_SHAPE) }),
  z.strictObject({ at: z.literal('key') }),
  z.strictObject({ at: z.literal('link') }),
])
export type Place = z.infer<typeof Place>

export const QUEUE: Place = { at: 'queue' }

export function placeOf(state: unknown): Place {
  return Place.safeParse(state).data ?? QUEUE
}
