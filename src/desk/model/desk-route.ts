import * as z from 'zod'
import { ID_SHAPE } from '#domain/case/ids.ts'

/** Route of the desk. Kept in `history.state`, never in the URL: URLs are logged, synchronised and pasted. */
export const DeskRoute = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('queue') }),
  z.strictObject({ at: z.literal('case'), id: z.string().regex(ID_SHAPE) }),
  z.strictObject({ at: z.literal('key') }),
  z.strictObject({ at: z.literal('link') }),
])
export type DeskRoute = z.infer<typeof DeskRoute>

export const QUEUE: DeskRoute = { at: 'queue' }

export function deskRouteOf(state: unknown): DeskRoute {
  return DeskRoute.safeParse(state).data ?? QUEUE
}
