import { eq, sql } from 'drizzle-orm'
import type { SealedLetter } from '../case/envelope.ts'
import type { CaseEvent } from '../case/event.ts'
import type { IdentityLevel } from '../concern/identity.ts'
import { AsideError, codeOf } from '../errors.ts'
import type { Exclusions, ReporterStore } from '../ports.ts'
import { answerConsent } from './answer-consent.ts'
import { appendEvent, appendLetter } from './append.ts'
import { NOT_ALLOWED, placeTaken, refuseKeptOut } from './change-case.ts'
import { type Database, reading, rowsOf, type Transaction } from './database.ts'
import { giveWordsTo, hasWords } from './give-words.ts'
import { heldStill } from './held-still.ts'
import { asking } from './pool.ts'
import { stateOf } from './refusal.ts'
import { reportersCases } from './reporters-case.ts'
import { caseOf, reportersLine } from './reporters-line.ts'
import { cases } from './schema/case.ts'
import { eraseCase, keepOutOf, settleCase } from './take-back.ts'

export function reporterStore(db: Database, rules: Exclusions): ReporterStore {
  const within = <T>(lookup: Uint8Array, act: (tx: Transaction) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => {
      await reading(tx, { lookups: [lookup] })
      return act(tx)
    })
  const hers: typeof within = (lookup, act) => asking(within(lookup, act))
  return {
    find: (lookups) =>
      asking(
        db.transaction(async (tx) => {
          if (lookups.length === 0) return []
          await reading(tx, { lookups })
          return reportersCases(tx, lookups)
        }),
      ),

    add: (lookup, addition) =>
      asking(within(lookup, (tx) => addOnce(tx, rules, { lookup, ...addition })).catch(outcomeOf)),
    consent: (lookup, answer) =>
      asking(within(lookup, (tx) => answerConsent(tx, rules, lookup, answer)).catch(outcomeOf)),
    settle: (lookup, event) => hers(lookup, (tx) => settleCase(tx, lookup, event)),
    erase: (lookup, on, why) => hers(lookup, (tx) => eraseCase(tx, lookup, on, why)),
    keepOut: (lookup, out) => hers(lookup, (tx) => keepOutOf(tx, lookup, out)),
    giveWords: ({ id, lookup }, receipt) => hers(lookup, (tx) => giveWordsTo(tx, id, receipt)),
    wordsGiven: ({ id, lookup }) => hers(lookup, (tx) => hasWords(tx, id)),
  }
}

interface Addition {
  readonly lookup: Uint8Array
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly letter: SealedLetter
  readonly event: CaseEvent
  readonly identity?: IdentityLevel
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
  // A key packet for somebody who is no reader any more: read again and seal anew. Thrown on, it would be a line of the
  // log that somebody was kept out (T-106).
  if (stateOf(thrown) === NOT_ALLOWED || codeOf(thrown) === 'KEY_REFUSED') return 'changed'
  throw thrown
}

async function addOnce(
  tx: Transaction,
  rules: Exclusions,
  { lookup, nonce, letter, event, identity }: Addition,
): Promise<'added' | 'already'> {
  const id = await caseOf(tx, lookup)
  if (letter.case !== id) throw new AsideError('ENVELOPE_FOREIGN')
  const spent = await rowsOf(
    tx,
    sql`insert into spent (nonce, day) values (${Buffer.from(nonce)}::bytea, ${event.on}) on conflict (nonce) do nothing returning 1`,
  )
  if (spent.length === 0) return 'already'
  const { closed } = await heldStill(tx, id)
  if (closed) throw new Undone('closed')
  await refuseKeptOut(tx, rules, letter)
  await appendLetter(tx, letter)
  await appendEvent(tx, id, event, null)
  if (identity !== undefined) await tx.update(cases).set({ identity }).where(eq(cases.id, id))
  await reportersLine(tx, id, event)
  return 'added'
}
