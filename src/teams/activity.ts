import * as z from 'zod'
import { isGreeting } from '#dialogs/greeting.ts'
import { pairingCode } from '#domain/case/pairing.ts'

const text = z.string().max(2_048)
const tenant = z.string().max(128)

/**
 * Schema of the fields of a Bot Framework activity that are used. All others are dropped here, before the SDK: text,
 * attachments, formatting. What is not in this object cannot be stored, logged or echoed.
 */
export const Activity = z.object({
  type: z.string().min(1).max(64),
  id: text.optional(),
  name: text.optional(),
  action: z.string().max(64).optional(),
  channelId: z.string().max(64),
  serviceUrl: text,
  locale: z.string().max(64).optional().catch(undefined),
  from: z.object({
    id: text.min(1),
    name: text.optional().catch(undefined),
    aadObjectId: z.string().max(128).optional(),
    userRole: z.string().max(64).optional().catch(undefined),
    userPrincipalName: text.optional().catch(undefined),
  }),
  recipient: z.object({ id: text.min(1), name: text.optional().catch(undefined) }),
  conversation: z.object({
    id: text.min(1),
    conversationType: z.string().max(64).optional(),
    isGroup: z.boolean().optional(),
    tenantId: tenant.optional(),
  }),
  channelData: z
    .object({ tenant: z.object({ id: tenant }).optional() })
    .optional()
    .catch(undefined),
  membersAdded: z
    .array(z.object({ id: text }))
    .max(500)
    .optional()
    .catch(undefined),
  value: z.unknown().optional(),
})
/** An activity with the two facts derived from its text: whether it is a greeting, and a pairing code. */
export type Activity = z.infer<typeof Activity> & {
  readonly greeting: boolean
  readonly pairing: string | null
}

/** @returns `null` when the body is no activity */
export function readActivity(body: unknown): Activity | null {
  const parsing = Activity.safeParse(body)
  if (!parsing.success) return null
  const text = Object.getOwnPropertyDescriptor(body, 'text')?.value
  return { ...parsing.data, greeting: isGreeting(text), pairing: pairingCode(text) }
}
