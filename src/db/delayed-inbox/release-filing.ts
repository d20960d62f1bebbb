import { randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { newReference, systemChance } from '#domain/case/ids.ts'
import type { Office } from '#domain/concern/office.ts'
import { AppError } from '#errors.ts'
import type { Exclusions, Filing } from '#ports.ts'
import { RELEASE_CASE } from '../cases/insert-case.ts'
import { filingValues, refuseStrangers } from '../cases/intake-store.ts'
import { constraintOf } from '../error-mapping.ts'
import { NO_TIME_LIMIT, type Pool } from '../pool.ts'
import { filesOfFiling } from '../uploads/message-files.ts'
import type { Due } from './rows.ts'
import { actOf, type WaitingAct } from './waiting-act.ts'

/** Replaces a reference that another case took in the meantime, so that the filing is still released. */
const TRIES = 5

/**
 * Stores a pending filing as a case, in one transaction, under the intake role.
 * @returns `false` when the row is gone: withdrawn, or released by another server
 */
export async function releaseFiling(pool: Pool, rules: Exclusions, due: Due): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(pool, rules, due, attempt > 1)
    } catch (thrown) {
      if (constraintOf(thrown) !== 'case_reference_unique' || attempt >= TRIES) throw thrown
    }
  }
}

/**
 * Stores the pending filings of one office in one transaction, so that they are seen at one moment: one by one, a gap
 * before a case would tell whoever polls that one he may not see was stored meanwhile (T-106). A filing that fails is
 * left out, and what is left out is for `releaseFiling`.
 * @returns those that were stored; `null` while another server is at it
 */
export async function releaseTogether(
  pool: Pool,
  rules: Exclusions,
  office: Office,
  filings: readonly Due[],
): Promise<ReadonlySet<Due> | null> {
  let left = filings
  for (let attempt = 1; attempt <= TRIES && left.length > 0; attempt += 1) {
    const current: { due: Due | null } = { due: null }
    try {
      return await pool.begin(async (tx) => {
        await tx.unsafe(NO_TIME_LIMIT)
        const [lock] = await tx<{ ours: boolean }[]>`
          select pg_try_advisory_xact_lock(hashtextextended(${`release ${office}`}, 0)) as ours`
        if (lock?.ours !== true) return null
        const stored = new Set<Due>()
        for (const due of left) {
          current.due = due
          if (await storeFiling(tx, rules, due, false)) stored.add(due)
        }
        current.due = null
        return stored
      })
    } catch {
      if (current.due === null) break
      left = left.filter((due) => due !== current.due)
    }
  }
  return new Set()
}

function once(pool: Pool, rules: Exclusions, due: Due, renamed: boolean): Promise<boolean> {
  return pool.begin(async (tx) => {
    await tx.unsafe(NO_TIME_LIMIT)
    return storeFiling(tx, rules, due, renamed)
  })
}

async function storeFiling(
  tx: TransactionSql,
  rules: Exclusions,
  due: Due,
  renamed: boolean,
): Promise<boolean> {
  const [row] = await tx<{ body: Buffer | null }[]>`
    select lock_delayed_filing(${due.id}, ${due.lookup}) as body`
  if (row?.body == null) return false
  const filing = filingOf(actOf(row.body), renamed)
  await refuseStrangers(filing, rules)
  const values = RELEASE_CASE.values(filingValues(filing))
  const [done] = await tx.unsafe<{ filed: number }[]>(RELEASE_CASE.text, values, {
    prepare: true,
  })
  if (done?.filed !== 1) throw new AppError('STORE_REFUSED')
  await filesOfFiling(tx, filing.letters, 'store')
  // Deleted last: until then the database reads its day of arrival from it.
  await tx`select take_delayed_filing(${due.id}, ${due.lookup})`
  return true
}

/** The nonce was claimed on arrival and is not written again. */
function filingOf({ filing, letters }: WaitingAct, renamed: boolean): Filing {
  if (filing === null) throw new AppError('STORE_REFUSED')
  const reference = renamed ? newReference(systemChance) : filing.reference
  return { ...filing, reference, letters, nonce: new Uint8Array(randomBytes(32)) }
}
