import * as z from 'zod'
import type { Activity } from './activity.ts'

const text = z.string().min(1).max(2_048)

/** Conversation reference: the address of a user's chat. Opaque outside this folder. */
export const ConversationReference = z.strictObject({
  serviceUrl: text,
  conversation: text,
  tenant: z.string().nullable(),
  bot: text,
  person: text,
  locale: z.string().nullable(),
  /** In the demo only: the share of the card that is sent again. */
  share: z.string().length(22).nullable(),
})
export type ConversationReference = z.infer<typeof ConversationReference>

export function referenceTo(activity: Activity, share: string | null): string {
  const reference: ConversationReference = {
    serviceUrl: activity.serviceUrl,
    conversation: activity.conversation.id,
    tenant: activity.conversation.tenantId ?? activity.channelData?.tenant?.id ?? null,
    bot: activity.recipient.id,
    person: activity.from.id,
    locale: activity.locale ?? null,
    share,
  }
  return JSON.stringify(reference)
}

/** Whether two addresses are of the same user. */
export function samePerson(one: string, other: string): boolean {
  const [here, there] = [readReference(one), readReference(other)]
  return here !== null && here.person === there?.person && here.tenant === there.tenant
}

/** The address with the language chosen here. */
export function spokenIn(address: string, locale: string): string {
  const reference = readReference(address)
  return reference === null ? address : JSON.stringify({ ...reference, locale })
}

/** As the SDK's type. */
export function channelConversation(to: ConversationReference) {
  return {
    channelId: 'msteams',
    serviceUrl: to.serviceUrl,
    bot: { id: to.bot, name: '' },
    user: { id: to.person, name: '' },
    conversation: {
      id: to.conversation,
      isGroup: false,
      conversationType: 'personal',
      name: '',
      ...(to.tenant === null ? {} : { tenantId: to.tenant }),
    },
  }
}

/** @returns `null` when it is malformed */
export function readReference(json: string): ConversationReference | null {
  try {
    return ConversationReference.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}
