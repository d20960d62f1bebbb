import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AsideError } from '../errors.ts'
import { armored } from '../sealing/armor.ts'
import { message } from '../sealing/export.ts'
import { type StoredLetter, storedLetters } from '../store/export.ts'

export interface ExportOptions {
  readonly reference: string
  /** Only this officer's key packet: with several hidden ones GnuPG 2.2 may end with an error after success. */
  readonly reader: string | null
  /** A folder for all letters; without one the first letter goes to standard output. */
  readonly folder: string | null
}

/** Letters of a case as ordinary OpenPGP messages, for `gpg -d`. */
export async function exportLetters(
  url: string,
  { reference, reader, folder }: ExportOptions,
): Promise<{ out: string; note: string }> {
  const letters = await storedLetters(url, reference)
  const [first] = letters
  if (first === undefined) throw new AsideError('CASE_UNKNOWN', { reference })
  if (folder === null) {
    const more = letters.length - 1
    return {
      out: asMessage(first, reader),
      note: more === 0 ? '' : `${more} more in this case: --to <folder> writes them all.`,
    }
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [at, letter] of letters.entries()) {
    const name = `${reference}-${String(at + 1).padStart(3, '0')}-${letter.kind}.asc`
    writeFileSync(join(folder, name), asMessage(letter, reader), { mode: 0o600 })
  }
  return { out: '', note: `${letters.length} letters in ${folder}` }
}

function asMessage(letter: StoredLetter, reader: string | null): string {
  const keys = letter.keys.filter((key) => reader === null || key.reader === reader)
  if (keys.length === 0) throw new AsideError('NO_READER', { reader: reader ?? 'anybody' })
  return armored(
    message(
      keys.map((key) => key.bytes),
      letter.data,
    ),
  )
}
