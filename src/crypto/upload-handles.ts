import { type Bytes, concat } from '#bytes.ts'
import type { Clock } from '#clock.ts'
import { base64url, type Chance, fromBase64url } from '#domain/case/ids.ts'
import type { UploadHandles } from '#ports.ts'
import { UPLOAD_HANDLE } from './constants.ts'
import type { ServerKeys } from './server-keys.ts'

const MINUTES = 20
const [IV, ID, SIZE] = [12, 16, 4] as const

/**
 * Upload handles: tokens that only this server can make or read. Nothing is stored before the first bytes, and an
 * unused handle expires. Only the handle holds the row's id, so neither an access log nor a letter links a row to a
 * person.
 */
export function uploadHandles(keys: ServerKeys, clock: Clock, chance: Chance): UploadHandles {
  const seconds = () => Math.floor(clock.now().getTime() / 1_000)
  return {
    async make(size) {
      const content = new Uint8Array(2 * SIZE)
      new DataView(content.buffer).setUint32(0, size)
      new DataView(content.buffer).setUint32(SIZE, seconds() + MINUTES * 60)
      const iv = new Uint8Array(chance(IV))
      const key = await aes(await keys.key(UPLOAD_HANDLE))
      const plain = concat(chance(ID), content)
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)
      return base64url(concat(iv, new Uint8Array(sealed)))
    },
    async open(handle) {
      const token = fromBase64url(handle)
      for (const each of await keys.both(UPLOAD_HANDLE)) {
        const plain = await opened(await aes(each), token)
        if (plain === null) continue
        const view = new DataView(plain.buffer, ID)
        return {
          id: base64url(plain.subarray(0, ID)),
          size: view.getUint32(0),
          isExpired: view.getUint32(SIZE) < seconds(),
        }
      }
      return null
    },
  }
}

async function opened(key: CryptoKey, token: Bytes): Promise<Bytes | null> {
  try {
    const iv = token.slice(0, IV)
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, token.slice(IV))
    return new Uint8Array(plain)
  } catch {
    return null
  }
}

function aes(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
