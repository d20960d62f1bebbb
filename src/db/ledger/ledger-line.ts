import { createHash } from 'node:crypto'

/** A line of the ledger as it is stored. */
export interface LedgerLine {
  readonly n: number
  readonly v: number
  readonly day: string
  readonly at: Date | null
  readonly actor: string
  readonly officer: string | null
  readonly act: string
  readonly ref: string | null
  readonly prev: string
  readonly hash: string
}

/** Before the first line. */
export const BEGINNING = '0'.repeat(64)

/** Version 1 of the form that is hashed. `ledger_line` in the database writes the same. */
export function canonical(line: Omit<LedgerLine, 'hash'>): string {
  const { v, n, day, at, actor, officer, act, ref, prev } = line
  return JSON.stringify({ v, n, day, at, actor, officer, act, ref, prev })
}

export function lineHash(line: Omit<LedgerLine, 'hash'>): string {
  return createHash('sha256').update(canonical(line)).digest('hex')
}
