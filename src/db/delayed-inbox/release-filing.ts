import { randomBytes } from 'node:crypto'
import type { ISql, TransactionSql } from 'postgres'
import { newReference, systemChance } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { Exclusions, Filing } from '#ports.ts'
import { RELEASE_CASE } from '../cases/insert-case.ts'
import { filingValues, refuseStrangers } from '../cases/intake-store.ts'
import { constraintOf } from '../error-mapping.ts'
import { NO_TIME_LIMIT, type Pool } from '../pool.ts'
import { filesOfFiling } from '../uploads/message-files.ts'
import type { Due } from './rows.ts'
import { actOf } from './waiting-act.ts'

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

function once(pool: Pool, rules: Exclusions, due: Due, renamed: boolean): Promise<boolean> {
  return pool.begin(async (tx) => {
    await tx.unsafe(NO_TIME_LIMIT)
    return storeFiling(tx, rules, due, renamed)
  })
}

/** @returns `false` when the row is gone, or somebody is at it */
export async function storeFiling(
  tx: TransactionSql,
  rules: Exclusions,
  due: Due,
  renamed: boolean,
): Promise<boolean> {
  const body = await lockedBody(tx, due)
  if (body === null) return false
  await storeCase(tx, await filingToRelease(body, rules, renamed))
  // Deleted last: until then the database reads its day of arrival from it.
  await tx`select take_delayed_filing(${due.id}, ${due.lookup})`
  return true
}

/** The bytes of a row, locked until the transaction ends; `null` when it is gone, or locked by somebody else. */
export async function lockedBody(sql: ISql, due: Due): Promise<Buffer | null> {
  const [row] = await sql<{ body: Buffer | null }[]>`
    select lock_delayed_filing(${due.id}, ${due.lookup}) as body`
  return row?.body ?? null
}

export async function storeCase(tx: TransactionSql, filing: Filing): Promise<void> {
  const values = RELEASE_CASE.values(filingValues(filing))
  const [done] = await tx.unsafe<{ filed: number }[]>(RELEASE_CASE.text, values, {
    prepare: true,
  })
  if (done?.filed !== 1) throw new AppError('STORE_REFUSED')
  await filesOfFiling(tx, filing.letters, 'store')
}

/** The nonce was claimed on arrival and is not written again. @throws for bytes of another form; KEY_REFUSED */
export async function filingToRelease(
  body: Uint8Array,
  rules: Exclusions,
  renamed: boolean,
): Promise<Filing> {
  const { filing: stored, letters } = actOf(body)
  if (stored === null) throw new AppError('STORE_REFUSED')
  const reference = renamed ? newReference(systemChance) : stored.reference
  const filing = { ...stored, reference, letters, nonce: new Uint8Array(randomBytes(32)) }
  await refuseStrangers(filing, rules)
  return filing
}
