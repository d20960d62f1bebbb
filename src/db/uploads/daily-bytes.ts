import { sql } from 'drizzle-orm'
import type { ISql, TransactionSql } from 'postgres'
import type { Day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { AppError } from '#errors.ts'
import type { DayEdge } from '#ports.ts'
import type { Transaction } from '../database.ts'

const GIBIBYTE = 1024 ** 3
const KIBIBYTE = 1024

/**
 * Daily limit of accepted bytes, for all senders together, far above a busy day; it protects the disk. Files and
 * letters are counted separately, because a large file takes no more proof of work than a small one, and files must
 * not block letters.
 */
const BYTES_A_DAY = { files: 8 * GIBIBYTE, letters: 4 * GIBIBYTE }
/** Names of the counts. */
const COUNTED = { files: 'kib', letters: 'letter_kib' } as const

/** Largest account, in bytes, that is accepted above the limit, as dangers are; proof of work bounds their number. */
const ALWAYS = 64 * KIBIBYTE
/** Part of a limit within which each day has its own, that nobody can foresee. */
const EDGE = 1 / 8
/** Limit of what is counted and never refused. */
const NO_END = 2 ** 31 - 1

type Letters = readonly Pick<SealedLetter, 'data'>[]

/** Refuses what a day takes no more. */
export interface DayLimits {
  /** Before a piece of a file is written. @throws FILES_FULL */
  refuseFullOfFiles(tx: TransactionSql, on: Day): Promise<void>
  /**
   * Before letters are written; of a filing in danger all are taken. By the intake's login: who writes to a case reads no
   * count. @throws DAY_FULL
   */
  refuseFullOfLetters(asked: ISql, letters: Letters, on: Day, danger: boolean): Promise<void>
}

/**
 * A day is full once its limit is reached, whatever is asked for: below it no answer depends on what others sent, and what
 * would be refused anyway does not tell how much is left. The limit is up to an eighth lower than `most`, by a number that
 * follows from the secret and the day, so that nobody can fill a day until the next letter is the last.
 *
 * Asks before anything is written, and holds no lock: what is refused leaves no byte on the disk, and takes the same
 * work whatever else would be refused of it (T-138). What this lets pass is counted once it is written, above the limit
 * too, so that the shared counter is locked for a short time only. A day takes more than its limit by what is written at
 * that moment, at most: one filing or piece a connection.
 */
export function dayLimits(edge: DayEdge, most: typeof BYTES_A_DAY = BYTES_A_DAY): DayLimits {
  const isFull = async (asked: ISql, of: keyof typeof BYTES_A_DAY, on: Day): Promise<boolean> => {
    const kib = Math.floor((most[of] * (1 - EDGE * (await edge(of, on)))) / KIBIBYTE)
    const rows = await asked`
      select from daily_count where day = ${on}::date and what = ${COUNTED[of]} and n >= ${kib}`
    return rows.length > 0
  }
  return {
    async refuseFullOfFiles(tx, on) {
      if (await isFull(tx, 'files', on)) throw new AppError('FILES_FULL')
    },
    async refuseFullOfLetters(asked, letters, on, danger) {
      if (danger || bytesOf(letters) <= ALWAYS) return
      if (await isFull(asked, 'letters', on)) throw new AppError('DAY_FULL')
    },
  }
}

/** Counts a piece of a file, in the transaction that stores it. */
export async function countPiece(tx: TransactionSql, bytes: number, on: Day): Promise<void> {
  await tx`select add_to_daily_count(${on}::date, 'kib', ${kibOf(bytes)}, ${NO_END})`
}

/** Counts the letters of a filing, in the transaction that stores it. */
export async function countFiling(tx: TransactionSql, letters: Letters, on: Day): Promise<void> {
  await tx`select accept_letters(${on}::date, ${kibOf(bytesOf(letters))}, ${NO_END})`
}

/** Counts a later letter, in the transaction that stores it. */
export async function countLetter(
  tx: Transaction,
  letter: Letters[number],
  on: Day,
): Promise<void> {
  await tx.execute(
    sql`select accept_letters(${on}::date, ${kibOf(letter.data.length)}::int, ${NO_END}::int)`,
  )
}

function bytesOf(letters: Letters): number {
  return letters.reduce((sum, { data }) => sum + data.length, 0)
}

function kibOf(bytes: number): number {
  return Math.ceil(bytes / KIBIBYTE)
}
