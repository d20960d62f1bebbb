import { armor, enums } from './openpgp.ts'

/** An OpenPGP message as text, which survives a terminal and a mail. */
export function armored(message: Uint8Array): string {
  return armor(enums.armor.message, message)
}
