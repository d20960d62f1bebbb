import { sql } from 'drizzle-orm'
import type { ISql, TransactionSql } from 'postgres'
import type { Day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { AppError } from '#errors.ts'
import type { Transaction } from '../database.ts'

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

/**
 * Asks before anything is written, and holds no lock: what is refused leaves no byte on the disk, and takes the same
 * work whatever else would be refused of it (T-138). What this lets pass is counted once it is written, above the limit
 * too, so that the shared counter is locked for a short time only. A day takes more than its limit by what is written at
 * that moment, at most: one filing or piece a connection.
 */
async function isFull(
  asked: ISql,
  what: 'kib' | 'letter_kib',
  kib: number,
  on: Day,
  most: number,
): Promise<boolean> {
  const rows = await asked`
    select from daily_count where day = ${on}::date and what = ${what} and n::bigint + ${kib} > ${most}`
  return rows.length > 0
}

/** Before a piece of a file is written. @throws FILES_FULL */
export async function refuseFullOfFiles(
  tx: TransactionSql,
  bytes: number,
  on: Day,
  most: number,
): Promise<void> {
  const full = await isFull(tx, 'kib', kibOf(bytes), on, Math.floor(most / KIBIBYTE))
  if (full) throw new AppError('FILES_FULL')
}

/** Counts a piece of a file, in the transaction that stores it. */
export async function countPiece(tx: TransactionSql, bytes: number, on: Day): Promise<void> {
  await tx`select add_to_daily_count(${on}::date, 'kib', ${kibOf(bytes)}, ${NO_END})`
}

type Letters = readonly Pick<SealedLetter, 'data'>[]

/**
 * Before letters are written; of a filing in danger all are taken. By the intake's login: who writes to a case reads no
 * count. @throws DAY_FULL
 */
export async function refuseFullOfLetters(
  asked: ISql,
  letters: Letters,
  on: Day,
  danger: boolean,
): Promise<void> {
  const { kib, most } = counted(letters, danger)
  if (most !== NO_END && (await isFull(asked, 'letter_kib', kib, on, most))) {
    throw new AppError('DAY_FULL')
  }
}

/** Counts the letters of a filing, in the transaction that stores it. */
export async function countFiling(tx: TransactionSql, letters: Letters, on: Day): Promise<void> {
  await tx`select accept_letters(${on}::date, ${counted(letters, true).kib}, ${NO_END})`
}

/** Counts a later letter, in the transaction that stores it. */
export async function countLetter(
  tx: Transaction,
  letter: Letters[number],
  on: Day,
): Promise<void> {
  const { kib } = counted([letter], true)
  await tx.execute(sql`select accept_letters(${on}::date, ${kib}::int, ${NO_END}::int)`)
}

function counted(letters: Letters, danger: boolean): { kib: number; most: number } {
  const bytes = letters.reduce((sum, { data }) => sum + data.length, 0)
  const always = danger || bytes <= ALWAYS
  return {
    kib: kibOf(bytes),
    most: always ? NO_END : Math.floor(BYTES_A_DAY.letters / KIBIBYTE),
  }
}

function kibOf(bytes: number): number {
  return Math.ceil(bytes / KIBIBYTE)
}
