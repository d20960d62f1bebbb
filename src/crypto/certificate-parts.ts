import type { Fingerprint } from '#domain/case/ids.ts'
import { base64url } from '#domain/case/ids.ts'
import { parse } from './certificate.ts'
import { sha256 } from './hkdf.ts'
import { unarmor } from './openpgp.ts'

/** SHA-256 in base64url of a certificate's bytes, as `gpg --export` writes them: how a roster of version 2 names it. */
export async function certificateHash(armored: string): Promise<string> {
  const { data } = await unarmor(armored)
  return base64url(await sha256(data as Uint8Array))
}

/** Fingerprints of all keys of these people: primary keys and subkeys. */
export async function keyFingerprintsOf(
  people: readonly { readonly fingerprint: string }[],
  certificates: ReadonlyMap<Fingerprint, string>,
): Promise<readonly string[]> {
  const armored = people.map(({ fingerprint }) => certificates.get(fingerprint as Fingerprint))
  const keys = await Promise.all(armored.map((each) => parse(each ?? '')))
  return keys.flatMap((key) => key.getKeys().map((part) => part.getFingerprint()))
}
