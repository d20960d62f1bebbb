import { sql } from 'drizzle-orm'
import type { SealedLetter } from '../case/envelope.ts'
import { AsideError } from '../errors.ts'
import { rowsOf, type Transaction } from './database.ts'
import { list } from './literal.ts'
import type { Pool } from './pool.ts'

type Named = Pick<SealedLetter, 'id' | 'attachments'>

/** The sealed files a letter names are its own from now on, all of them or none. @throws UPLOAD_REFUSED */
export async function claimFiles(tx: Transaction, { id, attachments = [] }: Named): Promise<void> {
  if (attachments.length === 0) return
  const [row] = await rowsOf<{ claimed: boolean }>(
    tx,
    sql`select claim_uploads(${id}, ${list(attachments)}::text[]) as claimed`,
  )
  if (row?.claimed !== true) throw new AsideError('UPLOAD_REFUSED')
}

/** With a letter that is stored now, its files are. @throws UPLOAD_REFUSED */
export async function storeFiles(tx: Transaction, letter: Named): Promise<void> {
  if ((letter.attachments ?? []).length === 0) return
  await claimFiles(tx, letter)
  await tx.execute(sql`select move_attachments(${letter.id})`)
}

/** The same for the letters that a case begins with. */
export async function filesOfFiling(
  tx: Pick<Pool, 'unsafe'>,
  letters: readonly Named[],
  how: 'claimed' | 'stored',
): Promise<void> {
  for (const { id, attachments = [] } of letters) {
    if (attachments.length === 0) continue
    const [row] = await tx.unsafe<{ claimed: boolean }[]>(
      'select claim_uploads($1, $2::text[]) as claimed',
      [id, list(attachments)],
    )
    if (row?.claimed !== true) throw new AsideError('UPLOAD_REFUSED')
    if (how === 'stored') await tx.unsafe('select move_attachments($1)', [id])
  }
}
