import { fromBase64url } from '../case/ids.ts'

/** What is stored of a dialog's nonce: a retry is known by it, and it leads back to no card and no person (T-134). */
export function spender(
  key: Uint8Array<ArrayBuffer>,
): (nonce: string) => Promise<Uint8Array<ArrayBuffer>> {
  const imported = crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  return async (nonce) =>
    new Uint8Array(await crypto.subtle.sign('HMAC', await imported, fromBase64url(nonce)))
}
