import { type Bytes, concat } from './bytes.ts'

/** Key packets before their data packet: an ordinary OpenPGP message that `gpg -d` and `sq decrypt` open. */
export function message(keys: readonly Uint8Array[], data: Uint8Array): Bytes {
  return concat(...keys, data)
}
