import type { TransactionSql } from 'postgres'
import type { Day } from '../case/day.ts'
import { AsideError } from '../errors.ts'

const GIBIBYTE = 1024 ** 3
const KIBIBYTE = 1024

/**
 * What keeps the disk alive: bytes accepted from everybody together in one day, far above a busy one. Concerns go on when
 * files have filled theirs. Before that nobody's answer depends on what others sent.
 */
export const BYTES_A_DAY = { files: 8 * GIBIBYTE, concerns: 12 * GIBIBYTE } as const

/** Counts what is accepted, in the transaction that keeps it. @throws DAY_FULL */
export async function acceptBytes(
  tx: TransactionSql,
  bytes: number,
  on: Day,
  most: number,
): Promise<void> {
  const kib = Math.ceil(bytes / KIBIBYTE)
  const counted = await tx`
    insert into door_count as c (day, what, n) values (${on}::date, 'kib', ${kib})
    on conflict (day, what) do update set n = c.n + ${kib}
    where c.n + ${kib} <= ${Math.floor(most / KIBIBYTE)} returning 1`
  if (counted.length === 0) throw new AsideError('DAY_FULL')
}
