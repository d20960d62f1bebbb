import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import * as z from 'zod'

/** Lifetime of a sign-in in seconds. */
export const SIGN_IN_SECONDS = 600

const IV = 12
const TAG = 16

const PendingSignIn = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Hash of the session that the browser had before; that session ends when the new one begins. */
  previous: z.string().nullable(),
  /** Expiry, in milliseconds since the epoch. */
  until: z.number(),
})
/** State of a sign-in between the redirect and the callback. */
export type PendingSignIn = z.infer<typeof PendingSignIn>

/** Encrypts the state for a cookie: the process keeps none, and a restart interrupts no sign-in. */
export function sealPending(key: Uint8Array, pending: PendingSignIn): string {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', ownKey(key), iv)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(pending), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Decrypts the state of a sign-in; `null` unless this server sealed it and it has not expired. */
export function openPending(key: Uint8Array, sealed: string, now: Date): PendingSignIn | null {
  try {
    const bytes = Buffer.from(sealed, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', ownKey(key), bytes.subarray(0, IV))
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG))
    const text = Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()])
    const pending = PendingSignIn.parse(JSON.parse(text.toString('utf8')))
    return pending.until > now.getTime() ? pending : null
  } catch {
    return null
  }
}

function ownKey(key: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'aside/web/sign-in/v1', 32))
}
