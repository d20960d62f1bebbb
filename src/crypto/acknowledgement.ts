import { type Bytes, concat, framed } from '#bytes.ts'
import type { Acknowledgement, FilingKey } from '#domain/case/acknowledgement.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import type { FilingSigner } from '#ports.ts'
import { FILING_KEY } from './constants.ts'
import { sha256 } from './hkdf.ts'
import type { ServerKeys } from './server-keys.ts'

/** Header of a PKCS #8 private key for Ed25519; the 32 secret bytes follow it (RFC 8410). */
const PKCS8 = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32])
const ED25519 = { name: 'Ed25519' }

/** Derives the key pair that acknowledges filings from the server's present secret. */
export async function filingSigner(keys: Pick<ServerKeys, 'key'>): Promise<FilingSigner> {
  const { key, id, x } = await keyPair(await keys.key(FILING_KEY))
  return {
    publicKey: { id, publicKey: x },
    async sign(received) {
      const content = { v: 1 as const, received: [...received], key: id }
      const signature = await crypto.subtle.sign(ED25519, key, statement(content))
      return { ...content, signature: base64url(new Uint8Array(signature)) }
    },
  }
}

/** Ids of the filing keys of the present secret, then of the previous one when there is one. */
export async function filingKeyIds(keys: Pick<ServerKeys, 'both'>): Promise<readonly string[]> {
  const secrets = await keys.both(FILING_KEY)
  return Promise.all(secrets.map(async (each) => (await keyPair(each)).id))
}

async function keyPair(secret: Bytes): Promise<{ key: CryptoKey; id: string; x: string }> {
  const bytes = concat(PKCS8, secret)
  const key = await crypto.subtle.importKey('pkcs8', bytes, ED25519, true, ['sign'])
  const { x = '' } = await crypto.subtle.exportKey('jwk', key)
  return { key, id: await idOf(fromBase64url(x)), x }
}

export type AcknowledgementVerdict = 'sound' | 'forged' | 'unknown_key'

/**
 * Verifies an acknowledgement against the published keys. `unknown_key`: the key is not published, or its id is not the
 * hash of its bytes; `forged`: the signature does not verify.
 */
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

/** Verifies with Ed25519 of the browser, or with that of OpenPGP.js in browsers that have none. */
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

/** The signed bytes, with their own label: no signature that this code makes for another purpose verifies here. */
function statement({ v, received, key }: Omit<Acknowledgement, 'signature'>): Bytes {
  const lines = received.flatMap(({ on, sha256: hash }) => [on, hash])
  return framed('acknowledgement', String(v), key, ...lines)
}
