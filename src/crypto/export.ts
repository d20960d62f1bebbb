import { type Bytes, concat } from '#bytes.ts'

/**
 * Key packets before their data packet: an ordinary OpenPGP message that `gpg -d` and `sq decrypt` open.
 * For one reader, give her own packet alone: GnuPG 2.2 opens it behind somebody else's too, and then exits 2 because
 * the first was not for her, which is how it also says that words were tampered with.
 */
export function message(keys: readonly Uint8Array[], data: Uint8Array): Bytes {
  return concat(...keys, data)
}
