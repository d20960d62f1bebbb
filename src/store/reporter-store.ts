import { randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { SealedLetter } from '../case/envelope.ts'
import type { CaseEvent } from '../case/event.ts'
import type { CaseId } from '../case/ids.ts'
import { AsideError } from '../errors.ts'
import type { Exclusions, ReporterStore } from '../ports.ts'
import { appendEvent, appendLetter } from './append.ts'
import { NOT_ALLOWED, placeTaken, refuseKeptOut } from './change-case.ts'
import { type Database, reading, rowsOf, type Transaction } from './database.ts'
import { refOf } from './ledger-append.ts'
import { asking } from './pool.ts'
import { stateOf } from './refusal.ts'
import { reportersCases } from './reporters-case.ts'
import { cases } from './schema/case.ts'
import { ledgerWaiting } from './schema/ledger-waiting.ts'
import { receipts } from './schema/receipt.ts'

export function reporterStore(db: Database, rules: Exclusions): ReporterStore {
  return {
    find: (lookups) =>
      asking(
        db.transaction(async (tx) => {
          if (lookups.length === 0) return []
          await reading(tx, { lookups })
          return reportersCases(tx, lookups)
        }),
      ),

    add: (lookup, { nonce, letter, event }) =>
      asking(
        db
          .transaction(async (tx) => {
            await reading(tx, { lookups: [lookup] })
            return addOnce(tx, rules, { lookup, nonce, letter, event })
          })
          .catch(outcomeOf),
      ),
  }
}

interface Addition {
  readonly lookup: Uint8Array
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly letter: SealedLetter
  readonly event: CaseEvent
}

/** Undoes the transaction, the spent nonce with it, and says why. */
class Undone extends Error {
  readonly outcome: 'changed' | 'closed'
  constructor(outcome: 'changed' | 'closed') {
    super(outcome)
    this.outcome = outcome
  }
}

function outcomeOf(thrown: unknown): 'changed' | 'closed' {
  if (thrown instanceof Undone) return thrown.outcome
  if (placeTaken(thrown)) return 'changed'
  // A key packet for somebody who is no reader any more: read again and seal anew.
  if (stateOf(thrown) === NOT_ALLOWED) return 'changed'
  throw thrown
}

async function addOnce(
  tx: Transaction,
  rules: Exclusions,
  { lookup, nonce, letter, event }: Addition,
): Promise<'added' | 'already'> {
  const id = await caseOf(tx, lookup)
  if (letter.case !== id) throw new AsideError('ENVELOPE_FOREIGN')
  const spent = await rowsOf(
    tx,
    sql`insert into spent (nonce, day) values (${Buffer.from(nonce)}::bytea, ${event.on}) on conflict (nonce) do nothing returning 1`,
  )
  if (spent.length === 0) return 'already'
  const [found] = await tx
    .select({ closedOn: cases.closedOn })
    .from(cases)
    .where(eq(cases.id, id))
    .for('update')
  if (found === undefined) throw new AsideError('CASE_UNKNOWN')
  if (found.closedOn !== null) throw new Undone('closed')
  await refuseKeptOut(tx, rules, letter)
  await appendLetter(tx, letter)
  await appendEvent(tx, id, event, null)
  const ref = await refOf(tx, id)
  if (ref !== null) {
    const line = new Uint8Array(randomBytes(16))
    await tx.insert(ledgerWaiting).values({ id: line, day: event.on, act: event.act, ref })
  }
  return 'added'
}

async function caseOf(tx: Transaction, lookup: Uint8Array): Promise<CaseId> {
  const [found] = await tx
    .select({ id: receipts.caseId })
    .from(receipts)
    .where(eq(receipts.lookup, new Uint8Array(lookup)))
  if (found === undefined) throw new AsideError('CASE_UNKNOWN')
  return found.id as CaseId
}
