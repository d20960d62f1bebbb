import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { armored } from '#crypto/armor.ts'
import { message } from '#crypto/export.ts'
import { makeFolder, refuseFile } from '#data-folder.ts'
import { type StoredLetter, storedLetters } from '#db/export.ts'
import { AppError } from '#errors.ts'

export interface ExportOptions {
  readonly reference: string
  /** Only this officer's key packet: with several hidden ones GnuPG 2.2 may end with an error after success. */
  readonly reader: string | null
  /** A folder for all letters; without one the first letter goes to standard output. */
  readonly folder: string | null
}

/**
 * Letters of a case as ordinary OpenPGP messages, for `gpg -d`.
 * @throws CASE_UNKNOWN, KEY_REFUSED, FILE_UNWRITABLE
 */
export async function exportLetters(
  url: string,
  { reference, reader, folder }: ExportOptions,
): Promise<{ out: string; note: string }> {
  const stored = await storedLetters(url, reference)
  if (stored.length === 0) throw new AppError('CASE_UNKNOWN', { reference })
  const letters = stored.map((letter) => forOne(letter, reader)).filter(({ keys }) => keys.length)
  const [first] = letters
  if (first === undefined) throw new AppError('KEY_REFUSED', { why: 'opens_nothing_here' })
  if (folder === null) {
    const more = letters.length - 1
    return {
      out: asMessage(first),
      note: more === 0 ? '' : `${more} more in this case: --to <folder> writes them all.`,
    }
  }
  try {
    makeFolder(folder)
    for (const [at, letter] of letters.entries()) {
      const name = `${reference}-${String(at + 1).padStart(3, '0')}-${letter.kind}.asc`
      writeFileSync(join(folder, name), asMessage(letter), { mode: 0o600 })
    }
  } catch (thrown) {
    refuseFile(thrown, 'to')
  }
  const count = letters.length === 1 ? '1 letter' : `${letters.length} letters`
  return { out: '', note: `${count} in ${folder}` }
}

/** With the key packets of one reader only, where one was named. */
function forOne(letter: StoredLetter, reader: string | null): StoredLetter {
  return reader === null
    ? letter
    : { ...letter, keys: letter.keys.filter((key) => key.reader === reader) }
}

function asMessage({ keys, data }: StoredLetter): string {
  const packets = keys.map((key) => key.bytes)
  return armored(message(packets, data))
}
