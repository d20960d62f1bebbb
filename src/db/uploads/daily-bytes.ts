import { sql } from 'drizzle-orm'
import type { TransactionSql } from 'postgres'
import type { Day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { AppError } from '#errors.ts'
import { rowsOf, type Transaction } from '../database.ts'

const GIBIBYTE = 1024 ** 3
const KIBIBYTE = 1024

/**
 * Daily limit of accepted bytes, for all senders together, far above a busy day; it protects the disk. Files and
 * letters are counted separately, because a large file takes no more proof of work than a small one, and files must
 * not block letters. Below the limit no response depends on other senders.
 */
export const BYTES_A_DAY = { files: 8 * GIBIBYTE, letters: 4 * GIBIBYTE } as const

/** Largest account, in bytes, that is accepted above the limit, as dangers are; proof of work bounds their number. */
const ALWAYS = 64 * KIBIBYTE
/** Limit for what is always accepted. */
const NO_END = 2 ** 31 - 1

/** Counts pieces of files, in the transaction that stores them. @throws FILES_FULL */
export async function acceptBytes(
  tx: TransactionSql,
  bytes: number,
  on: Day,
  most: number,
): Promise<void> {
  const kib = Math.ceil(bytes / KIBIBYTE)
  const [row] = await tx<{ done: boolean }[]>`
    select add_to_daily_count(${on}::date, 'kib', ${kib}, ${Math.floor(most / KIBIBYTE)}) as done`
  if (row?.done !== true) throw new AppError('FILES_FULL')
}

type Letters = readonly Pick<SealedLetter, 'data'>[]

/** Counts the letters of a filing, in the transaction that stores it. @throws DAY_FULL */
export async function acceptFiling(
  tx: TransactionSql,
  letters: Letters,
  on: Day,
  danger: boolean,
): Promise<void> {
  const { kib, most } = counted(letters, danger)
  const [row] = await tx<{ done: boolean }[]>`
    select accept_letters(${on}::date, ${kib}, ${most}) as done`
  if (row?.done !== true) throw new AppError('DAY_FULL')
}

/** The same for a later letter. @throws DAY_FULL */
export async function acceptLetter(
  tx: Transaction,
  letter: Letters[number],
  on: Day,
): Promise<void> {
  const { kib, most } = counted([letter], false)
  const [row] = await rowsOf<{ done: boolean }>(
    tx,
    sql`select accept_letters(${on}::date, ${kib}::int, ${most}::int) as done`,
  )
  if (row?.done !== true) throw new AppError('DAY_FULL')
}

function counted(letters: Letters, danger: boolean): { kib: number; most: number } {
  const bytes = letters.reduce((sum, { data }) => sum + data.length, 0)
  const always = danger || bytes <= ALWAYS
  return {
    kib: Math.ceil(bytes / KIBIBYTE),
    most: always ? NO_END : Math.floor(BYTES_A_DAY.letters / KIBIBYTE),
  }
}
