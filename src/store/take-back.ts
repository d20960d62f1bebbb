import { eq, sql } from 'drizzle-orm'
import type { CaseEvent } from '../case/event.ts'
import type { CaseId } from '../case/ids.ts'
import { AsideError } from '../errors.ts'
import type { KeptOut } from '../ports.ts'
import { appendEvent } from './append.ts'
import { rowsOf, type Transaction } from './database.ts'
import { refOf } from './ledger-append.ts'
import { hexes, list } from './literal.ts'
import { caseOf, reportersLine } from './reporters-line.ts'
import { cases } from './schema/case.ts'

/** The case closes because its person says so. */
export async function settleCase(
  tx: Transaction,
  lookup: Uint8Array,
  event: CaseEvent,
): Promise<'settled' | 'already'> {
  const id = await caseOf(tx, lookup)
  const closedOn = await heldStill(tx, id)
  if (closedOn === undefined) throw new AsideError('CASE_UNKNOWN')
  if (closedOn !== null) return 'already'
  await appendEvent(tx, id, event, null)
  await reportersLine(tx, id, event)
  return 'settled'
}

/** The line of the ledger and the shredding are one: what is gone is said to be gone, or nothing is gone. */
export async function eraseCase(
  tx: Transaction,
  lookup: Uint8Array,
  on: string,
  why: 'settled' | 'withdrawn',
): Promise<boolean> {
  const id = await caseOf(tx, lookup).catch(noneAnyMore)
  if (id === null || (await heldStill(tx, id)) === undefined) return false
  const ref = await refOf(tx, id)
  if (ref === null) return false
  await reportersLine(tx, id, { on, act: why })
  const [done] = await rowsOf<{ done: boolean }>(
    tx,
    sql`select take_back(${id}, ${ref}, ${on}::date, ${why}) as done`,
  )
  return done?.done === true
}

/** No line of the ledger and no event: whoever reads those would learn that somebody is feared. */
export async function keepOutOf(
  tx: Transaction,
  lookup: Uint8Array,
  out: readonly KeptOut[],
): Promise<number | 'nobody_left'> {
  const id = await caseOf(tx, lookup)
  if ((await heldStill(tx, id)) === undefined) throw new AsideError('CASE_UNKNOWN')
  const officers = list(out.map(({ officer }) => officer))
  const tags = hexes(out.map(({ tag }) => tag))
  const [found] = await rowsOf<{ left: number | null }>(
    tx,
    sql`select keep_out(${id}, ${officers}::text[], ${tags}::bytea[]) as left`,
  )
  if (found === undefined || found.left === null) throw new AsideError('CASE_UNKNOWN')
  return found.left === 0 ? 'nobody_left' : found.left
}

/** Nobody else acts on the case until this is done. @returns when it was closed; `undefined` when it is gone */
async function heldStill(tx: Transaction, id: CaseId): Promise<string | null | undefined> {
  const [found] = await tx
    .select({ closedOn: cases.closedOn })
    .from(cases)
    .where(eq(cases.id, id))
    .for('update')
  return found?.closedOn
}

function noneAnyMore(thrown: unknown): null {
  if (thrown instanceof AsideError && thrown.code === 'CASE_UNKNOWN') return null
  throw thrown
}
