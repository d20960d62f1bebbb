import { createHash } from 'node:crypto'
import type { ISql, TransactionSql } from 'postgres'
import type { Office } from '#domain/concern/office.ts'
import { AppError } from '#errors.ts'
import type { Exclusions } from '#ports.ts'
import { constraintOf, sqlStateOf } from '../error-mapping.ts'
import { byteaArrayLiteral } from '../literal.ts'
import { NO_TIME_LIMIT, type Pool } from '../pool.ts'
import { filingToRelease, lockedBody, storeCase, storeFiling } from './release-filing.ts'
import type { Due } from './rows.ts'

/** `waits`: for the next run. `failed`: is tried by itself, so that the failure is counted. */
export type Outcome = 'stored' | 'waits' | 'failed'
/** A lock that was not had in time, or a deadlock. */
const LOCKED = /^(55P03|40P01)$/
/** How often what persons do to their own rows makes the others begin anew. */
const MOST_DISTURBANCES = 2

/** Ends the transaction: these are left out, and the others begin anew. */
class LeftOut extends Error {
  readonly dues: readonly Due[]
  constructor(dues: readonly Due[], cause?: unknown) {
    super('left out', { cause })
    this.dues = dues
  }
}

/**
 * Stores the pending filings of one office in one transaction, so that they are seen at one moment: one by one, a gap
 * before a case would tell whoever polls that one he may not see was stored meanwhile (T-106).
 *
 * Nobody parts the others by what she does to her own: whatever fails, is locked or was changed meanwhile is left out,
 * alone, and the others begin anew together. One that is locked or was changed waits for the next run: only its own person
 * can have done that, so its time tells of nobody else. A person who acts meanwhile waits for nothing: rows are locked
 * last, when all else is done, for as long as it takes to delete them. Where that made the others begin anew twice, rows
 * are locked first: whoever filed many and changes one each time would let nobody be released (T-137).
 * @returns `null` while another server is at it
 */
export async function releaseTogether(
  pool: Pool,
  rules: Exclusions,
  office: Office,
  filings: readonly Due[],
): Promise<ReadonlyMap<Due, Outcome> | null> {
  const outcomes = new Map<Due, Outcome>()
  const renamed = new Set<Due>()
  let disturbances = 0
  for (;;) {
    const left = filings.filter((due) => !outcomes.has(due))
    if (left.length === 0) return outcomes
    try {
      const stored = await pool.begin(async (tx) => {
        await tx.unsafe(NO_TIME_LIMIT)
        const [lock] = await tx<{ ours: boolean }[]>`
          select pg_try_advisory_xact_lock(hashtextextended(${`release ${office}`}, 0)) as ours`
        if (lock?.ours !== true) return null
        const run = { pool, tx, rules, renamed, outcomes }
        return disturbances < MOST_DISTURBANCES
          ? storeAll(run, left, pool)
          : storeAll(run, await lockAll(run, left), tx)
      })
      for (const due of stored ?? []) outcomes.set(due, 'stored')
      return stored === null ? null : outcomes
    } catch (thrown) {
      const [due, ...more] = thrown instanceof LeftOut ? thrown.dues : []
      const cause = thrown instanceof LeftOut ? thrown.cause : thrown
      if (due !== undefined && isTaken(cause) && !renamed.has(due)) {
        renamed.add(due)
      } else if (due !== undefined && (cause === undefined || isLocked(cause))) {
        disturbances += 1
        for (const one of [due, ...more]) outcomes.set(one, 'waits')
      } else {
        await tryEach({ pool, rules, renamed, outcomes }, left)
        // Each could be stored alone: then what failed is left out, or, if it was none of them, each is tried alone.
        const rest = due === undefined ? left : [due]
        if (left.every((one) => !outcomes.has(one)))
          for (const one of rest) outcomes.set(one, 'failed')
      }
    }
  }
}

interface Run {
  readonly pool: Pool
  readonly rules: Exclusions
  /** Another case took the reference meanwhile. */
  readonly renamed: ReadonlySet<Due>
  readonly outcomes: Map<Due, Outcome>
}

type RunWithin = Run & { readonly tx: TransactionSql }

/** Those that nobody else is at, locked until the transaction ends. */
async function lockAll({ tx, outcomes }: RunWithin, left: readonly Due[]): Promise<readonly Due[]> {
  const locked = await lockedHashes(tx, left)
  const ours = left.filter((due) => locked.get(hex(due.id)) !== null)
  for (const due of left) if (locked.get(hex(due.id)) === null) outcomes.set(due, 'waits')
  return ours
}

/** Locks rows until the transaction ends. @returns the hash of the bytes of each, by its id; `null` for one that is gone or locked */
async function lockedHashes(
  tx: TransactionSql,
  dues: readonly Due[],
): Promise<ReadonlyMap<string, string | null>> {
  const [ids, lookups] = literalsOf(dues)
  const rows = await tx<{ id: string; hash: string | null }[]>`
    select encode(d.id, 'hex') as id, encode(sha256(lock_delayed_filing(d.id, d.lookup)), 'hex') as hash
    from unnest(${ids}::bytea[], ${lookups}::bytea[]) as d (id, lookup)`
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

function literalsOf(dues: readonly Due[]): readonly [ids: string, lookups: string] {
  return [
    byteaArrayLiteral(dues.map(({ id }) => id)),
    byteaArrayLiteral(dues.map(({ lookup }) => lookup)),
  ]
}

/**
 * @param bodies another connection, where the lock of a row ends with the statement; or, where all are locked, this one
 * @throws LeftOut
 */
async function storeAll(
  { tx, rules, renamed, outcomes }: RunWithin,
  left: readonly Due[],
  bodies: ISql,
): Promise<readonly Due[]> {
  const hashes = new Map<Due, string>()
  for (const due of left) {
    const body = await lockedBody(bodies, due).catch(() => null)
    const filing = body && (await filingToRelease(body, rules, renamed.has(due)).catch(() => null))
    if (body === null || filing === null) {
      outcomes.set(due, body === null ? 'waits' : 'failed')
      continue
    }
    try {
      await storeCase(tx, filing)
      // What is looked at when the transaction ends is looked at now, while it is known whose it is.
      await tx.unsafe('set constraints all immediate; set constraints all deferred')
    } catch (thrown) {
      throw new LeftOut([due], thrown)
    }
    hashes.set(due, createHash('sha256').update(body).digest('hex'))
  }
  const dues = [...hashes.keys()]
  const locked = await lockedHashes(tx, dues)
  const changed = dues.filter((due) => locked.get(hex(due.id)) !== hashes.get(due))
  if (changed.length > 0) throw new LeftOut(changed)
  const [ids, lookups] = literalsOf(dues)
  const [taken] = await tx<{ n: number }[]>`
    select count(take_delayed_filing(d.id, d.lookup))::int as n
    from unnest(${ids}::bytea[], ${lookups}::bytea[]) as d (id, lookup)`
  if (taken?.n !== dues.length) throw new AppError('STORE_REFUSED')
  return dues
}

/** Finds all that cannot be stored, each in a transaction that is undone: in one, each would cost the work of all. */
async function tryEach(run: Run, left: readonly Due[]): Promise<void> {
  const undone = new Error('undone')
  for (const due of left) {
    await run.pool
      .begin(async (tx) => {
        await tx.unsafe(NO_TIME_LIMIT)
        const there = await storeFiling(tx, run.rules, due, run.renamed.has(due))
        await tx.unsafe('set constraints all immediate')
        if (!there) run.outcomes.set(due, 'waits')
        throw undone
      })
      .catch((thrown: unknown) => {
        if (thrown !== undone && !isTaken(thrown)) {
          run.outcomes.set(due, isLocked(thrown) ? 'waits' : 'failed')
        }
      })
  }
}

function isLocked(thrown: unknown): boolean {
  return LOCKED.test(sqlStateOf(thrown) ?? '')
}

function isTaken(thrown: unknown): boolean {
  return constraintOf(thrown) === 'case_reference_unique'
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
