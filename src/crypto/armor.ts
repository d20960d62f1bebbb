import { armor, enums } from './openpgp.ts'

/**
 * Armors an OpenPGP message as text for a terminal or a mail. With the checksum that RFC 9580 omits: without one GnuPG
 * 2.2 reads on into the last line and ends with an error.
 */
export function armored(message: Uint8Array): string {
  return armor(enums.armor.message, message, undefined, undefined, undefined, true)
}
