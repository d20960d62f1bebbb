import { sql } from 'drizzle-orm'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { AppError } from '#errors.ts'
import { rowsOf, type Transaction } from '../database.ts'
import { arrayLiteral } from '../literal.ts'
import { PATIENCE_WITH_FILES_MS, type Pool } from '../pool.ts'

type LetterWithFiles = Pick<SealedLetter, 'case' | 'id' | 'attachments' | 'uploads'>

/** Timeout in ms of storing letters; `undefined` for the default of queries. */
export function patienceFor(letters: readonly LetterWithFiles[]): number | undefined {
  const carry = letters.some(({ attachments = [] }) => attachments.length > 0)
  return carry ? PATIENCE_WITH_FILES_MS : undefined
}

/** Assigns the uploads that a letter lists to it, all or none. @throws UPLOAD_REFUSED */
export async function claimFiles(tx: Transaction, letter: LetterWithFiles): Promise<void> {
  const { case: id, attachments = [], uploads = [] } = letter
  if (attachments.length === 0) return
  const [row] = await rowsOf<{ claimed: boolean }>(
    tx,
    sql`select claim_uploads(
      ${id}, ${letter.id}, ${arrayLiteral(uploads)}::text[], ${arrayLiteral(attachments)}::text[]
    ) as claimed`,
  )
  if (row?.claimed !== true) throw new AppError('UPLOAD_REFUSED')
}

/** Stores the files of a letter; claimed earlier, or now. @throws UPLOAD_REFUSED */
export async function storeFiles(tx: Transaction, letter: LetterWithFiles): Promise<void> {
  const { attachments = [], uploads } = letter
  if (attachments.length === 0) return
  if (uploads !== undefined) await claimFiles(tx, letter)
  const [row] = await rowsOf<{ moved: number }>(
    tx,
    sql`select move_attachments(${letter.case}, ${letter.id}) as moved`,
  )
  if (row?.moved !== attachments.length) throw new AppError('UPLOAD_REFUSED')
}

/** The same for the first letters of a case. */
export async function filesOfFiling(
  tx: Pick<Pool, 'unsafe'>,
  letters: readonly LetterWithFiles[],
  what: 'claim' | 'store',
): Promise<void> {
  for (const { case: id, id: letter, attachments = [], uploads = [] } of letters) {
    if (attachments.length === 0) continue
    const [row] =
      what === 'claim'
        ? await tx.unsafe<{ done: boolean }[]>(
            'select claim_uploads($1, $2, $3::text[], $4::text[]) as done',
            [id, letter, arrayLiteral(uploads), arrayLiteral(attachments)],
          )
        : await tx.unsafe<{ done: boolean }[]>(
            'select move_attachments($1, $2) = $3::int as done',
            [id, letter, attachments.length],
          )
    if (row?.done !== true) throw new AppError('UPLOAD_REFUSED')
  }
}
