import { armor, enums } from './openpgp.ts'

/**
 * An OpenPGP message as text, which survives a terminal and a mail. With its checksum, which RFC 9580 leaves out:
 * GnuPG 2.2 reads on into the last line without one, and ends with an error.
 */
export function armored(message: Uint8Array): string {
  return armor(enums.armor.message, message, undefined, undefined, undefined, true)
}
