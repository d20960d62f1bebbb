import * as z from 'zod'
import { Journey } from '../../dialogs/journey.ts'
import { base64url, fromBase64url } from '../case/ids.ts'
import type { Actor } from './inbound.ts'

/** A day is enough to finish on a bad line; a retry of a spent nonce cannot come later than this. */
export const TOKEN_LIFE_MS = 24 * 3_600_000

/**
 * Where a person is. It travels in the card itself, so the server remembers nobody between two taps; sealed, so that
 * neither the chat's records nor the person's own client can read or change it. Never the account.
 */
export const Place = z.discriminatedUnion('at', [
  z.strictObject({
    at: z.literal('telling'),
    journey: Journey,
    /** Minted when the account is first asked: the same one sent twice makes one case. */
    nonce: z.string().length(22).nullable(),
  }),
  z.strictObject({
    at: z.literal('returning'),
    case: z.string().length(22).nullable(),
    nonce: z.string().length(22).nullable(),
  }),
])
export type Place = z.infer<typeof Place>

const Held = z.strictObject({
  place: Place,
  share: z.string().length(22),
  expires: z.number(),
})

export interface Tokens {
  seal(place: Place, share: string, actor: Actor, now: Date): Promise<string>
  /** @returns `null` when it is too old, damaged, or of another person, conversation or card. Never throws. */
  open(token: string, share: string, actor: Actor, now: Date): Promise<Place | null>
}

const NONCE = 12
/** Every place looks equally long from outside, whatever was tapped. */
const BLOCK = 512

/**
 * AES-256-GCM, bound to tenant, person and conversation: a card that is forwarded, copied or edited opens for nobody.
 * @param keys the current one first, then those that were rotated out: they still open, and seal nothing new
 */
export function tokens(
  keys: readonly Uint8Array<ArrayBuffer>[],
  chance: (length: number) => Uint8Array,
): Tokens {
  const imported = keys.map((key) =>
    crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']),
  )
  return {
    async seal(place, share, actor, now) {
      const [current] = imported
      if (current === undefined) throw new TypeError('no token key')
      const held: z.infer<typeof Held> = { place, share, expires: now.getTime() + TOKEN_LIFE_MS }
      const iv = Uint8Array.from(chance(NONCE))
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: bound(actor) },
        await current,
        padded(JSON.stringify(held)),
      )
      return base64url(new Uint8Array([...iv, ...new Uint8Array(sealed)]))
    },

    async open(token, share, actor, now) {
      for (const key of imported) {
        const held = await unseal(token, await key, actor)
        if (held === null) continue
        const fresh = held.expires > now.getTime() && held.share === share
        return fresh ? held.place : null
      }
      return null
    },
  }
}

async function unseal(token: string, key: CryptoKey, actor: Actor) {
  try {
    const bytes = fromBase64url(token)
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytes.subarray(0, NONCE), additionalData: bound(actor) },
      key,
      bytes.subarray(NONCE),
    )
    return Held.parse(JSON.parse(new TextDecoder().decode(opened)))
  } catch {
    return null
  }
}

/** JSON may end in spaces. */
function padded(json: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(json)
  const all = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(0x20)
  all.set(bytes)
  return all
}

function bound(actor: Actor): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify([actor.tenant, actor.person, actor.conversation]))
}
