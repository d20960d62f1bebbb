import { type Bytes, concat, framed } from '#bytes.ts'
import type { Acknowledgement, FilingKey } from '#domain/case/acknowledgement.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import type { FilingSigner } from '#ports.ts'
import { FILING_KEY } from './constants.ts'
import { sha256 } from './hkdf.ts'
import type { ServerKeys } from './server-keys.ts'

/** What stands before 32 secret bytes to make them a private key as WebCrypto takes it (RFC 8410). */
const PKCS8 = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32])
const ED25519 = { name: 'Ed25519' }

/** The filing key of the present secret. @param keys the server's */
export async function filingSigner(keys: Pick<ServerKeys, 'key'>): Promise<FilingSigner> {
  const bytes = concat(PKCS8, await keys.key(FILING_KEY))
  const key = await crypto.subtle.importKey('pkcs8', bytes, ED25519, true, ['sign'])
  const { x = '' } = await crypto.subtle.exportKey('jwk', key)
  const id = await idOf(fromBase64url(x))
  return {
    publicKey: { id, publicKey: x },
    async sign(received) {
      const content = { v: 1 as const, received: [...received], key: id }
      const signature = await crypto.subtle.sign(ED25519, key, statement(content))
      return { ...content, signature: base64url(new Uint8Array(signature)) }
    },
  }
}

export type AcknowledgementVerdict = 'sound' | 'forged' | 'unknown_key'

/** Did one of these keys sign exactly this? A key that is listed under another name than its own is none. */
export async function verifyAcknowledgement(
  given: Acknowledgement,
  published: readonly Pick<FilingKey, 'id' | 'publicKey'>[],
): Promise<AcknowledgementVerdict> {
  const listed = published.find(({ id }) => id === given.key)
  if (listed === undefined) return 'unknown_key'
  const bytes = fromBase64url(listed.publicKey)
  if ((await idOf(bytes)) !== listed.id) return 'unknown_key'
  const sound = await signed(bytes, fromBase64url(given.signature), statement(given))
  return sound ? 'sound' : 'forged'
}

/** Browsers before 2025 have no Ed25519 of their own: what OpenPGP.js brings for them is loaded, as it does itself. */
async function signed(publicKey: Bytes, signature: Bytes, content: Bytes): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, ED25519, false, ['verify'])
    return await crypto.subtle.verify(ED25519, key, signature, content)
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotSupportedError') throw error
    const nacl = await import('../../node_modules/openpgp/dist/lightweight/nacl-fast.min.mjs')
    return nacl.default.sign.detached.verify(content, signature, publicKey)
  }
}

async function idOf(publicKey: Uint8Array): Promise<string> {
  return base64url((await sha256(publicKey)).slice(0, 16))
}

/** No signature of ours, of anything else, can be taken for one of these. */
function statement({ v, received, key }: Omit<Acknowledgement, 'signature'>): Bytes {
  const lines = received.flatMap(({ on, sha256: hash }) => [on, hash])
  return framed('acknowledgement', String(v), key, ...lines)
}
