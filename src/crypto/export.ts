import { type Bytes, concat } from '#bytes.ts'

/**
 * Builds an ordinary OpenPGP message, key packets before the data packet, that `gpg -d` and `sq decrypt` open. For one
 * reader, pass only that reader's packet: behind another's, GnuPG 2.2 decrypts but exits with 2, as it also does for
 * tampered data.
 */
export function message(keys: readonly Uint8Array[], data: Uint8Array): Bytes {
  return concat(...keys, data)
}
