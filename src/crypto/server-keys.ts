import type { Bytes } from '#bytes.ts'
import { base64url } from '#domain/case/ids.ts'
import { hkdf } from './hkdf.ts'

/** Every key of the server, from the one secret that is in neither database nor backup. */
export interface ServerKeys {
  /** Under the present secret. */
  key(label: string): Promise<Bytes>
  /** Under the present secret, then under the one before it where there is one. */
  both(label: string): Promise<readonly Bytes[]>
  /** A short public id of the present secret, kept beside what was made with it. */
  epoch(): Promise<string>
  /** @returns `null` when that secret is gone. */
  byEpoch(epoch: string, label: string): Promise<Bytes | null>
}

export function serverKeys(secret: Uint8Array, old?: Uint8Array): ServerKeys {
  const secrets = old === undefined ? [secret] : [secret, old]
  const epochOf = async (of: Uint8Array) => base64url(await derive(of, 'epoch', 6))
  return {
    key: (label) => derive(secret, label),
    both: (label) => Promise.all(secrets.map((each) => derive(each, label))),
    epoch: () => epochOf(secret),
    async byEpoch(epoch, label) {
      for (const each of secrets) {
        if ((await epochOf(each)) === epoch) return derive(each, label)
      }
      return null
    },
  }
}

/** Caches derived keys as long as their secret is in use. */
const derived = new WeakMap<Uint8Array, Map<string, Promise<Bytes>>>()

async function derive(secret: Uint8Array, label: string, length = 32): Promise<Bytes> {
  const known = derived.get(secret) ?? new Map<string, Promise<Bytes>>()
  derived.set(secret, known)
  const key = known.get(label) ?? hkdf(secret, `server/${label}`, length)
  known.set(label, key)
  return (await key).slice()
}
