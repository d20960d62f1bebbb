import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import * as z from 'zod'
import { carriedJourney } from '#dialogs/carried-journey.ts'
import type { ChannelUser } from './inbound.ts'

/** A day is enough to finish on a bad line; a retry of a spent nonce cannot come later than this. */
export const TOKEN_LIFE_MS = 24 * 3_600_000

/**
 * Where a person is. It travels in the card itself, so the server remembers nobody between two taps; sealed, so that
 * neither the chat's records nor the person's own client can read or change it. Never the account.
 */
export const FlowState = z.discriminatedUnion('at', [
  z.strictObject({
    at: z.literal('telling'),
    journey: carriedJourney,
    /** Minted when the account is first asked: the same one sent twice makes one case. */
    nonce: z.string().length(22).nullable(),
  }),
  z.strictObject({
    at: z.literal('returning'),
    case: z.string().length(22).nullable(),
    /** Of what is about to be sent; on the screens of web words, their secret until it is given. */
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
  seal(place: FlowState, share: string, actor: ChannelUser, now: Date): string
  /** @returns `null` when it is too old, damaged, or of another person, conversation or card. Never throws. */
  open(token: string, share: string, actor: ChannelUser, now: Date): FlowState | null
}

const NONCE = 12
const TAG = 16
/** Every place looks equally long from outside, whatever was tapped. */
const BLOCK = 512

/**
 * AES-256-GCM, bound to tenant, person and conversation: a card that is forwarded, copied or edited opens for nobody.
 * Node's own, not WebCrypto: half a kilobyte is sealed sooner than another thread is asked.
 * @param keys the current one first, then those that were rotated out: they still open, and seal nothing new
 */
export function tokens(
  keys: readonly Uint8Array<ArrayBuffer>[],
  chance: (length: number) => Uint8Array,
): Tokens {
  // Once: handed over as bytes, a key is made anew for each token, which takes longer than sealing it.
  const secrets = keys.map((key) => createSecretKey(key))
  return {
    seal(place, share, actor, now) {
      const [current] = secrets
      if (current === undefined) throw new TypeError('no token key')
      const content: z.infer<typeof TokenContent> = {
        place,
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

/** JSON may end in spaces. */
function padded(json: string): Buffer {
  const bytes = Buffer.from(json)
  const all = Buffer.alloc(Math.ceil(bytes.length / BLOCK) * BLOCK, ' ')
  bytes.copy(all)
  return all
}

function bound(actor: ChannelUser): Buffer {
  return Buffer.from(JSON.stringify([actor.tenant, actor.person, actor.conversation]))
}
