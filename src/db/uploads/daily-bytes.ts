import { sql } from 'drizzle-orm'
import type { TransactionSql } from 'postgres'
import type { Day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { AppError } from '#errors.ts'
import { rowsOf, type Transaction } from '../database.ts'

const GIBIBYTE = 1024 ** 3
const KIBIBYTE = 1024

/**
 * What keeps the disk alive: bytes accepted from everybody together in one day, far above a busy one. Files and letters
 * are counted apart: a file of many megabytes takes no more work than a small one, and what files fill closes nothing else. Before that nobody's answer depends on
 * what others sent.
 */
export const BYTES_A_DAY = { files: 8 * GIBIBYTE, letters: 4 * GIBIBYTE } as const

/** So long an account is taken however much came that day, like every danger: each takes work, and that bounds them. */
const ALWAYS = 64 * KIBIBYTE
/** A number that no day reaches. */
const NO_END = 2 ** 31 - 1

/** Counts pieces of files, in the transaction that keeps them. @throws FILES_FULL */
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

/** Counts the letters of one filing, in the transaction that keeps it. @throws DAY_FULL */
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

/** The same for a letter that comes to a case. @throws DAY_FULL */
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
