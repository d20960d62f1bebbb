import * as z from 'zod'
import { VERBS } from '#dialogs/dialog.ts'
import type { Activity } from './activity.ts'
import { referenceTo } from './conversation-reference.ts'

/** Our own data in a card. Strict, because we wrote it: anything else in it was put there by somebody else. */
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

/** The key under which our data stands, so that no field of a form can be taken for it. */
export const OURS = 'aside'

/** Clients write `type: "task/fetch"` into what they send to open a dialog. */
const CLIENTS = 'type'

/** What was typed or ticked, by field. It has no prototype, so no name can reach one. */
export type CardFields = Readonly<Record<string, string>>

/** Who pressed, from the verified activity and from nowhere else. */
export interface ChannelUser {
  readonly tenant: string
  readonly person: string
  readonly conversation: string
  readonly name: string | null
  readonly guest: boolean
}

interface From {
  /** A private conversation with the bot, and a person we can tell from others. `null` anywhere else. */
  readonly actor: ChannelUser | null
  readonly locale: string | null
  /** Where this chat can be written to again. Opaque, and kept only where somebody asked to be told. */
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
    /** An officer shows the code of her desk. */
    | { readonly kind: 'pairing'; readonly code: string }
    | {
        readonly kind: 'dialog' | 'chat'
        /** `null` when the data is not what we put into any card. */
        readonly pressed: CardPress | null
        readonly fields: CardFields
      }
  )

/** An activity in our words. Free text, files, reactions and edits have no place in them. */
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
      // An upgrade adds and removes as well, for everybody at once: nobody is greeted by it, and nobody is gone.
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
