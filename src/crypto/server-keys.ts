import type { Bytes } from '#bytes.ts'
import { base64url } from '#domain/case/ids.ts'
import { hkdf } from './hkdf.ts'

/** Keys of the server, all derived from one secret that is stored in neither database nor backup. */
export interface ServerKeys {
  /** Derived from the present secret. */
  key(label: string): Promise<Bytes>
  /** Derived from the present secret, then from the previous one when there is one. */
  both(label: string): Promise<readonly Bytes[]>
  /** Short public id of the present secret; it is stored beside data made with it. */
  epoch(): Promise<string>
  /** @returns `null` when the secret of that id is no longer configured */
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

/** Derived keys by secret and label, for as long as the secret is in use. */
const derived = new WeakMap<Uint8Array, Map<string, Promise<Bytes>>>()

async function derive(secret: Uint8Array, label: string, length = 32): Promise<Bytes> {
  const keysByLabel = derived.get(secret) ?? new Map<string, Promise<Bytes>>()
  derived.set(secret, keysByLabel)
  const key = keysByLabel.get(label) ?? hkdf(secret, `server/${label}`, length)
  keysByLabel.set(label, key)
  return (await key).slice()
}
