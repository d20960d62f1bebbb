import { openAttachment } from '#crypto/attachment.ts'
import type { PrivateKeyHandle } from '#crypto/keys.ts'
import { AppError } from '#errors.ts'
import type { WireCase } from '#wire/desk.ts'
import { filesOf } from './read-files.ts'
import { readLetter } from './read-letter.ts'

/**
 * Decrypts a file with the key in its letter; the key does not leave the worker. The hash in the letter has to match:
 * the database may have been changed.
 * @throws ENVELOPE_BROKEN
 */
export async function openFile(
  asked: {
    readonly wireCase: WireCase
    readonly letter: string
    readonly file: string
    readonly sealed: Uint8Array<ArrayBuffer>
  },
  privateKey: PrivateKeyHandle,
): Promise<Uint8Array<ArrayBuffer>> {
  const wireLetter = asked.wireCase.letters.find(({ id }) => id === asked.letter)
  if (wireLetter === undefined) throw new AppError('ENVELOPE_BROKEN')
  // Other faults of the letter are shown beside it; here only decryption matters.
  const { letter } = await readLetter(
    { wireCase: asked.wireCase, wireLetter, prev: null },
    privateKey,
    [],
  )
  const line = filesOf(letter).find(({ id }) => id === asked.file)
  if (line === undefined) throw new AppError('ENVELOPE_BROKEN')
  return openAttachment(asked.sealed, line)
}
