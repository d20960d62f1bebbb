import { sql } from 'drizzle-orm'
import type { DelayedInbox, Exclusions } from '#ports.ts'
import { type Addition, outcomeOf } from '../cases/add-once.ts'
import { lockedCases } from '../cases/locked-cases.ts'
import { restoreCase } from '../cases/withdraw.ts'
import { asPerson, type Database, reading, type Transaction } from '../database.ts'
import { asking, PATIENCE_WITH_FILES_MS, type Pool } from '../pool.ts'
import type { DayLimits } from '../uploads/daily-bytes.ts'
import { addToDelayedInbox } from './add-message.ts'
import { answerInDelayedInbox } from './answer-consent.ts'
import { settleInDelayedInbox, takeBackInDelayedInbox } from './end-case.ts'
import { fileInDelayedInbox } from './file-concern.ts'
import { findCaseHeads, findReporterCase, type UnreleasedFrom } from './find-case.ts'
import { keepOutInDelayedInbox } from './keep-out.ts'

type Letter = Pick<Addition, 'letter' | 'event'>

/** Store of the anonymous channel: the intake role files; the person's role reads, adds and withdraws. */
export function delayedInboxOf(
  intake: Pool,
  reporters: Database,
  rules: Exclusions,
  unreleasedFrom: UnreleasedFrom,
  limits: DayLimits,
): DelayedInbox {
  const inboxRules = { ...rules, unreleasedFrom }
  const within = <T>(lookup: Uint8Array, act: (tx: Transaction) => Promise<T>): Promise<T> =>
    asPerson(reporters, lookup, act)
  // As long as its statements may take: nothing is done after she was told that nothing answers.
  const waited = <T>(done: Promise<T>): Promise<T> => asking(done, PATIENCE_WITH_FILES_MS)
  /** A letter is not begun on a day that takes no more: what is undone is on the disk all the same. */
  const written = async <T>({ letter, event }: Letter, act: () => Promise<T>): Promise<T> => {
    await asking(limits.refuseFullOfLetters(intake, [letter], event.on, false))
    return waited(act())
  }
  return {
    file: fileInDelayedInbox(intake, rules, limits),
    find: (lookup) =>
      asking(inSnapshot(reporters, lookup, (tx) => findReporterCase(tx, unreleasedFrom, lookup))),
    heads: (lookup) =>
      asking(inSnapshot(reporters, lookup, (tx) => findCaseHeads(tx, unreleasedFrom, lookup))),
    add: (lookup, addition) =>
      written(addition, () =>
        within(lookup, (tx) => addToDelayedInbox(tx, inboxRules, { lookup, ...addition })).catch(
          outcomeOf,
        ),
      ),
    consent: (lookup, answer) =>
      written(answer, () =>
        within(lookup, (tx) => answerInDelayedInbox(tx, inboxRules, lookup, answer)).catch(
          outcomeOf,
        ),
      ),
    settle: (lookup, event) =>
      waited(within(lookup, (tx) => settleInDelayedInbox(tx, unreleasedFrom, lookup, event))),
    takeBack: (lookup, on, why) =>
      waited(within(lookup, (tx) => takeBackInDelayedInbox(tx, unreleasedFrom, lookup, on, why))),
    undoTakeBack: (lookup, erasure, on) =>
      waited(within(lookup, (tx) => restoreCase(tx, erasure.id, on))),
    locked: async (lookup) => {
      const find = (tx: Transaction) => lockedCases(tx, [lookup])
      const [only] = await asking(within(lookup, find))
      return only ?? null
    },
    keepOut: (lookup, out) =>
      waited(within(lookup, (tx) => keepOutInDelayedInbox(tx, unreleasedFrom, lookup, out))),
  }
}

/** Reads in one snapshot: a row released meanwhile appears once, as pending or as released. */
function inSnapshot<T>(
  db: Database,
  lookup: Uint8Array,
  find: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(
    async (tx) => {
      // Before the first query: a row rewritten in between would be in neither result.
      await tx.execute(sql`lock table delayed_inbox in access share mode`)
      await reading(tx, { lookups: [lookup] })
      return find(tx)
    },
    { isolationLevel: 'repeatable read' },
  )
}
