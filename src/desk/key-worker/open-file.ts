import { openAttachment } from '#crypto/attachment.ts'
import type { PrivateKeyHandle } from '#crypto/keys.ts'
import { AppError } from '#errors.ts'
import type { WireCase } from '#wire/desk.ts'
import { filesOf } from './read-files.ts'
import { readLetter } from './read-letter.ts'

/**
 * Opens one file with the key that stands in its letter; the key stays in this worker. A file that is not, to the byte,
 * the one the letter speaks of is not handed on: the database may have been changed under it.
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
  // What is wrong with the letter stands beside it on the screen; here only its seal counts.
  const { letter } = await readLetter(
    { wireCase: asked.wireCase, wireLetter, prev: null },
    privateKey,
    [],
  )
  const line = filesOf(letter).find(({ id }) => id === asked.file)
  if (line === undefined) throw new AppError('ENVELOPE_BROKEN')
  return openAttachment(asked.sealed, line)
}
