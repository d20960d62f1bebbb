import { base64url } from '../case/ids.ts'
import type { Bytes } from './bytes.ts'
import { hkdf } from './derive.ts'

/** Every key of the server, from the one secret that is in neither database nor backup (`design.md` §10). */
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
  const epochOf = async (of: Uint8Array) => base64url(await hkdf(of, 'server/epoch', 6))
  return {
    key: (label) => hkdf(secret, `server/${label}`),
    both: (label) => Promise.all(secrets.map((each) => hkdf(each, `server/${label}`))),
    epoch: () => epochOf(secret),
    async byEpoch(epoch, label) {
      for (const each of secrets) {
        if ((await epochOf(each)) === epoch) return hkdf(each, `server/${label}`)
      }
      return null
    },
  }
}
