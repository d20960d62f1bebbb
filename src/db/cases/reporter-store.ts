import { sql } from 'drizzle-orm'
import type { Exclusions, ReporterStore } from '#ports.ts'
import { asPerson, type Database, reading, rowsOf, type Transaction } from '../database.ts'
import { asking, PATIENCE_WITH_FILES_MS } from '../pool.ts'
import { addOnce, outcomeOf } from './add-once.ts'
import { storeConsentAnswer } from './answer-consent.ts'
import { isStillNext } from './append-message.ts'
import { byReceipt, letterHeads, reportersCases, wholeLetters } from './load-reporter-cases.ts'
import { lockedCases } from './locked-cases.ts'
import { giveWordsTo, hasWords } from './recovery-phrase.ts'
import { keepOutOf, restoreCase, settleCase, takeBackCase } from './withdraw.ts'

export function reporterStore(db: Database, rules: Exclusions): ReporterStore {
  /** By card no letter has a file, and Teams waits for seconds. */
  const within = <T>(lookup: Uint8Array, act: (tx: Transaction) => Promise<T>): Promise<T> =>
    asPerson(db, lookup, act, null)
  const asReporter: typeof within = (lookup, act) => asking(within(lookup, act))
  const look = <Case>(
    lookups: readonly Uint8Array[],
    read: (tx: Transaction) => Promise<readonly Case[]>,
  ): Promise<readonly Case[]> =>
    asking(
      db.transaction(async (tx) => {
        if (lookups.length === 0) return []
        await reading(tx, { lookups })
        return read(tx)
      }),
    )
  return {
    find: (lookups, id) => look(lookups, (tx) => reportersCases(tx, lookups, wholeLetters, id)),
    heads: (lookups, id) =>
      look(lookups, async (tx) => {
        const open = await reportersCases(tx, lookups, letterHeads, id)
        const locked = (await lockedCases(tx, lookups))
          .filter((one) => id === undefined || one.id === id)
          // As of every case of a card, its channel is not said: what is signed there is signed by the server.
          .map(({ channel: _, ...one }) => one)
        return byReceipt([...open, ...locked], lookups)
      }),

    add: (lookup, addition) =>
      asking(within(lookup, (tx) => addOnce(tx, rules, { lookup, ...addition })).catch(outcomeOf)),
    added: async (nonce) =>
      (
        await asking(
          rowsOf(db, sql`select from idempotency_key where nonce = ${Buffer.from(nonce)}::bytea`),
        )
      ).length > 0,
    consent: (lookup, answer) =>
      asking(
        within(lookup, async (tx) => {
          const isNext = await isStillNext(tx, lookup, answer.event)
          return isNext ? storeConsentAnswer(tx, rules, lookup, answer) : 'changed'
        }).catch(outcomeOf),
      ),
    settle: (lookup, event) =>
      asReporter(lookup, async (tx) => {
        const isNext = await isStillNext(tx, lookup, event)
        return isNext ? settleCase(tx, lookup, event) : 'changed'
      }),
    takeBack: (lookup, on, why) =>
      asking(
        asPerson(db, lookup, (tx) => takeBackCase(tx, lookup, on, why)),
        PATIENCE_WITH_FILES_MS,
      ),
    undoTakeBack: (lookup, erasure, on) =>
      asReporter(lookup, (tx) => restoreCase(tx, erasure.id, on)),
    keepOut: (lookup, out) => asReporter(lookup, (tx) => keepOutOf(tx, lookup, out)),
    giveWords: ({ id, lookup }, receipt) =>
      asReporter(lookup, (tx) => giveWordsTo(tx, id, receipt)),
    wordsGiven: ({ id, lookup }) => asReporter(lookup, (tx) => hasWords(tx, id)),
  }
}
