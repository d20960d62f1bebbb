import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { locationInWords } from '#dialogs/file-location.ts'
import { wordsFor } from '#dialogs/words.ts'
import { AppError } from '#errors.ts'
import { look } from '#metadata/look.ts'
import { FileRefused, type MetadataFinding } from '#metadata/metadata-finding.ts'
import type { StayKind } from '#metadata/stay.ts'

/** What became of it: one line of JSON, and how the process ends. */
export interface CleaningResult {
  readonly line: string
  readonly exit: 0 | 2
}

/**
 * Cleans one file as the page does before it is sent, and says what the page says, in English. A file that is refused
 * leaves no copy behind, an older one neither: it would be taken for this one.
 * @throws FILE_MISSING; FILE_UNWRITABLE, also for what is the original under another name, or no file
 */
export async function cleanFile(from: string, to: string): Promise<CleaningResult> {
  const words = wordsFor('en')
  const say = (kind: MetadataFinding | StayKind) => words.say(`files.trace.${kind}`)
  const original = await readFile(from).catch(() => {
    throw new AppError('FILE_MISSING', { names: 'in' })
  })
  // By its number, so that another name of the original is known; and no device or folder is written or taken away.
  const [source, target] = await Promise.all([stat(from), stat(to).catch(() => null)])
  const isOriginal = target !== null && target.dev === source.dev && target.ino === source.ino
  if (target !== null && (isOriginal || !target.isFile())) unwritable()
  try {
    const { bytes, findings, stays } = await look(
      new File([new Uint8Array(original)], basename(from)),
      Number.MAX_SAFE_INTEGER,
    )
    await writeFile(to, bytes).catch(unwritable)
    const report = {
      found: findings.map(say),
      stays: stays.map(({ kind, place }) => `${say(kind)}: ${locationInWords(words, place)}`),
    }
    return { line: JSON.stringify(report), exit: 0 }
  } catch (thrown) {
    await rm(to, { force: true }).catch(() => undefined)
    if (!(thrown instanceof FileRefused)) throw thrown
    return { line: JSON.stringify({ refused: words.say(`files.why.${thrown.why}`) }), exit: 2 }
  }
}

function unwritable(): never {
  throw new AppError('FILE_UNWRITABLE', { names: 'out' })
}
