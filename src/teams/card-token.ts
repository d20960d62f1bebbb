import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import * as z from 'zod'
import { carriedJourney } from '#dialogs/carried-journey.ts'
import type { ChannelUser } from './inbound.ts'

/** Lifetime of a token in ms, which is also the latest retry of a used nonce. */
export const TOKEN_LIFE_MS = 24 * 3_600_000

/**
 * Position in a flow. The card carries it, so the server keeps no session; encrypted, so that neither chat records nor
 * the client can read or change it. Never contains the account.
 */
export const FlowState = z.discriminatedUnion('at', [
  z.strictObject({
    at: z.literal('telling'),
    journey: carriedJourney,
    /** Created with the account screen; a double Send with it makes one case. */
    nonce: z.string().length(22).nullable(),
  }),
  z.strictObject({
    at: z.literal('returning'),
    case: z.string().length(22).nullable(),
    /** Nonce of the next Send; on the screens of a recovery phrase, its secret until it is confirmed. */
    nonce: z.string().length(22).nullable(),
  }),
])
export type FlowState = z.infer<typeof FlowState>

const TokenContent = z.strictObject({
  place: FlowState,
  share: z.string().length(22),
  expires: z.number(),
})

export interface Tokens {
  seal(state: FlowState, share: string, actor: ChannelUser, now: Date): string
  /** @returns `null` when it is expired, damaged, or of another user, conversation or card. Never throws. */
  open(token: string, share: string, actor: ChannelUser, now: Date): FlowState | null
}

const NONCE = 12
const TAG = 16
/** Padded length in bytes, so that tokens do not reveal the position. */
const BLOCK = 512

/**
 * AES-256-GCM with tenant, user and conversation as associated data: a forwarded, copied or edited token is invalid.
 * `node:crypto` is faster for half a kilobyte than WebCrypto with its thread pool.
 * @param keys the current one first, which encrypts; earlier ones only decrypt
 */
export function tokens(
  keys: readonly Uint8Array<ArrayBuffer>[],
  chance: (length: number) => Uint8Array,
): Tokens {
  // Key objects are created once, because creating one takes longer than encrypting a token.
  const secrets = keys.map((key) => createSecretKey(key))
  return {
    seal(state, share, actor, now) {
      const [current] = secrets
      if (current === undefined) throw new TypeError('no token key')
      const content: z.infer<typeof TokenContent> = {
        place: state,
        share,
        expires: now.getTime() + TOKEN_LIFE_MS,
      }
      const iv = chance(NONCE)
      const cipher = createCipheriv('aes-256-gcm', current, iv).setAAD(bound(actor))
      const sealed = [cipher.update(padded(JSON.stringify(content))), cipher.final()]
      return Buffer.concat([iv, ...sealed, cipher.getAuthTag()]).toString('base64url')
    },

    open(token, share, actor, now) {
      for (const key of secrets) {
        const content = unseal(token, key, actor)
        if (content === null) continue
        const fresh = content.expires > now.getTime() && content.share === share
        return fresh ? content.place : null
      }
      return null
    },
  }
}

function unseal(
  token: string,
  key: KeyObject,
  actor: ChannelUser,
): z.infer<typeof TokenContent> | null {
  try {
    const bytes = Buffer.from(token, 'base64url')
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), {
      authTagLength: TAG,
    })
    cipher.setAAD(bound(actor)).setAuthTag(bytes.subarray(-TAG))
    const opened = Buffer.concat([cipher.update(bytes.subarray(NONCE, -TAG)), cipher.final()])
    return TokenContent.parse(JSON.parse(opened.toString('utf8')))
  } catch {
    return null
  }
}

/** Pads JSON with trailing spaces. */
function padded(json: string): Buffer {
  const bytes = Buffer.from(json)
  const all = Buffer.alloc(Math.ceil(bytes.length / BLOCK) * BLOCK, ' ')
  bytes.copy(all)
  return all
}

function bound(actor: ChannelUser): Buffer {
  return Buffer.from(JSON.stringify([actor.tenant, actor.person, actor.conversation]))
}
