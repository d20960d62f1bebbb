import type { Chance } from '#domain/case/ids.ts'

/** Words of a drawn passphrase: 55 bits from a list of 2,048, behind Argon2id. */
const WORDS = 5

/** Draws a passphrase by chance from a word list of a recovery phrase; each word is as likely as any other. */
export function drawPassphrase(list: readonly string[], chance: Chance): string {
  const bytes = chance(2 * WORDS)
  const at = new DataView(bytes.buffer, bytes.byteOffset)
  // 65,536 is a multiple of the length of the list.
  const words = Array.from({ length: WORDS }, (_, n) => list[at.getUint16(2 * n) % list.length])
  return words.join(' ')
}
