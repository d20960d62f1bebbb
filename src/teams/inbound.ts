import * as z from 'zod'
import { VERBS } from '#dialogs/dialog.ts'
import type { Activity } from './activity.ts'
import { referenceTo } from './conversation-reference.ts'

/** Schema of our data in a card. Strict: unknown keys were added by somebody else. */
export const CardPress = z.strictObject({
  verb: z.enum(VERBS),
  value: z.string().max(64).optional(),
  share: z
    .string()
    .regex(/^[\w-]{22}$/)
    .optional(),
  lang: z.string().max(35).optional(),
  token: z.string().max(4_096).optional(),
})
export type CardPress = z.infer<typeof CardPress>

/** Key of our data, so that no field of a form can replace it. */
export const OURS = 'aside'

/** Clients add `type: "task/fetch"` to the data that opens a dialog. */
const CLIENTS = 'type'

/** Field values by id; an object without prototype. */
export type CardFields = Readonly<Record<string, string>>

/** The user, from the verified activity. */
export interface ChannelUser {
  readonly tenant: string
  readonly person: string
  readonly conversation: string
  readonly name: string | null
  readonly guest: boolean
}

interface From {
  /** User of a personal chat with a stable id; `null` anywhere else. */
  readonly actor: ChannelUser | null
  readonly locale: string | null
  /** Address of this chat. Opaque; stored only for a requested notification. */
  readonly address: string
}

export type Inbound = From &
  (
    | {
        readonly kind:
          | 'greeted'
          | 'message'
          | 'installed'
          | 'uninstalled'
          | 'ignored'
          | 'unknown_invoke'
      }
    /** A pairing code of an officer. */
    | { readonly kind: 'pairing'; readonly code: string }
    | {
        readonly kind: 'dialog' | 'chat'
        /** `null` when the data is none of our cards'. */
        readonly pressed: CardPress | null
        readonly fields: CardFields
      }
  )

/** Parses an activity. Free text, files, reactions and edits are dropped. */
export function inbound(activity: Activity): Inbound {
  const from: From = {
    actor: actorOf(activity),
    locale: activity.locale ?? null,
    address: referenceTo(activity, null),
  }
  switch (activity.type) {
    case 'message':
      if (activity.pairing !== null) return { ...from, kind: 'pairing', code: activity.pairing }
      return { ...from, kind: activity.greeting ? 'greeted' : 'message' }
    case 'installationUpdate':
      // An upgrade sends add and remove events for everybody: they are ignored.
      if (activity.action === 'remove') return { ...from, kind: 'uninstalled' }
      return { ...from, kind: activity.action === 'add' ? 'installed' : 'ignored' }
    case 'conversationUpdate':
      return { ...from, kind: (activity.membersAdded ?? []).length > 0 ? 'installed' : 'ignored' }
    case 'invoke':
      return { ...from, ...invoked(activity) }
    default:
      return { ...from, kind: 'ignored' }
  }
}

const DialogValue = z.object({ data: z.unknown() })
const ActionValue = z.object({ action: z.object({ data: z.unknown() }) })

function invoked(activity: Activity) {
  switch (activity.name) {
    case 'task/fetch':
    case 'task/submit': {
      const read = DialogValue.safeParse(activity.value)
      return { kind: 'dialog' as const, ...pressedIn(read.data?.data) }
    }
    case 'adaptiveCard/action': {
      const read = ActionValue.safeParse(activity.value)
      return { kind: 'chat' as const, ...pressedIn(read.data?.action.data) }
    }
    default:
      return { kind: 'unknown_invoke' as const }
  }
}

function pressedIn(data: unknown): { pressed: CardPress | null; fields: CardFields } {
  const fields: Record<string, string> = Object.create(null)
  if (typeof data !== 'object' || data === null) return { pressed: null, fields }
  for (const [name, value] of Object.entries(data)) {
    if (name !== OURS && name !== CLIENTS && typeof value === 'string') fields[name] = value
  }
  const ours = Object.getOwnPropertyDescriptor(data, OURS)?.value
  return { pressed: CardPress.safeParse(ours).data ?? null, fields }
}

function actorOf({ from, conversation, channelData }: Activity): ChannelUser | null {
  const tenant = conversation.tenantId ?? channelData?.tenant?.id
  const isPersonal = conversation.conversationType === 'personal' && conversation.isGroup !== true
  if (!isPersonal || tenant === undefined || from.aadObjectId === undefined) return null
  return {
    tenant,
    person: from.aadObjectId,
    conversation: conversation.id,
    name: from.name ?? null,
    guest: from.userRole === 'guest' || /#ext#/i.test(from.userPrincipalName ?? ''),
  }
}
