import { sql } from 'drizzle-orm'
import { type Day, plusDays } from '#domain/case/day.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'
import type { AppError } from '#errors.ts'
import type { Log } from '#log.ts'
import type { Exclusions, Releases } from '#ports.ts'
import { type Database, rowsOf } from '../database.ts'
import { toAppError, unhurried } from '../error-mapping.ts'
import { arrayLiteral } from '../literal.ts'
import type { Pool } from '../pool.ts'
import { releaseAct } from './release-act.ts'
import { releaseFiling } from './release-filing.ts'
import { releaseTogether } from './release-together.ts'
import type { Due } from './rows.ts'

/**
 * The daily release. A row leaves the delayed inbox in the transaction that stores it, so an interrupted run loses and
 * duplicates nothing, and two concurrent runs share the work. Filings go together, and by themselves where that fails.
 */
export function releasesOf(
  {
    duty,
    intake,
    reporter,
  }: { readonly duty: Database; readonly intake: Pool; readonly reporter: Database },
  rules: Exclusions,
  log: Log,
): Releases {
  /** @throws the error that prevented the release; it is counted where it is of this row */
  const released = async (due: Due, on: Day): Promise<boolean> => {
    try {
      const done =
        due.n === 1 ? releaseFiling(intake, rules, due) : releaseAct(reporter, rules, due)
      return await unhurried(done)
    } catch (thrown) {
      if (isTry(toAppError(thrown)))
        await unhurried(duty.execute(sql`select record_release_failure(${due.id}, ${on}::date)`))
      throw thrown
    }
  }
  return {
    release: async (office, before, zone = FURTHEST_AHEAD) => {
      const turn = await unhurried(inTurn(duty, office, before, zone))
      const filings = turn.flatMap(([first]) =>
        first?.n === 1 && first.failures === 0 ? [first] : [],
      )
      const together = await releaseTogether(intake, rules, office, filings)
      // Another server stores the filings: their later acts are for the next turn.
      const ours = together === null ? turn.filter(([first]) => first?.n !== 1) : turn
      let count = [...(together?.values() ?? [])].filter((outcome) => outcome === 'stored').length
      for (const acts of ours) {
        try {
          for (const due of acts) {
            const outcome = together?.get(due)
            if (outcome === 'stored') continue
            if (outcome === 'waits') break
            if (await released(due, before)) count += 1
          }
        } catch (thrown) {
          // Later rows of the same person wait too; all are retried.
          const { code } = toAppError(thrown)
          if (code !== 'CASE_UNKNOWN') log.warn('not_released', { code })
        }
      }
      await unhurried(duty.execute(sql`select drop_parked(${before}::date)`))
      await settleDelayedInbox(duty, before, count > 0)
      // In zones further west the local day may still be one earlier.
      const ended = plusDays(before, -2)
      if (count > 0) {
        await unhurried(
          duty.execute(sql`select rewrite_idempotency_keys(${before}::date, ${ended}::date)`),
        )
      }
      return count
    },
    trouble: async (today) => {
      const [row] = await unhurried(
        rowsOf<{
          parked: number
          overdue: number
          unerased: number
          settled: Day | null
          waits: boolean
          unchained: number
          dayEnd: Day | null
          old: boolean
        }>(
          duty,
          sql`select
              (select count(*)::int from delayed_inbox l where l.lookup in (
                select p.lookup from delayed_inbox p where p.parked_on is not null)) as parked,
            (select count(*)::int from delayed_inbox l where l.day < ${plusDays(today, -1)}::date and l.lookup not in (
                select p.lookup from delayed_inbox p
                where p.parked_on is not null or (p.failures = 0 and p.tried_on >= ${plusDays(today, -1)}::date)
                union all select locked_lookups())) as overdue,
            (select count(*)::int from unnest(${arrayLiteral(OFFICES)}::text[]) o,
              lateral cases_to_erase(o, ${plusDays(today, -1)}::date)) as unerased,
            (select day::text from table_rewrite where what = 'delayed_inbox') as settled,
            (select day::text from table_rewrite where what = 'end_of_day') as "dayEnd",
            exists (select from "case" where received_on < ${plusDays(today, -1)}::date) as old,
            exists (select from delayed_inbox) as waits,
            (select count(*)::int from pending_ledger_line w
              where w.day not between '2000-01-02' and current_date + 1
                or w.act !~ '^[a-z_.]{1,64}$' or w.ref !~ '^[0-9a-f]{64}$') as unchained`,
        ),
      )
      if (row === undefined) throw new TypeError('a query without its row')
      return row
    },
  }
}

/** A statement that was ended, out of memory, or over bytes that cannot be read: of this row, not of every one. */
const OF_THIS_ROW = /^(57014|53200|XX...)$/

/** Whether it was the row that could not be released, and not the database that was away or had too much to do. */
function isTry({ code, ids: { state = '' } }: AppError): boolean {
  if (code === 'DATABASE_AWAY' || code === 'BUSY') return OF_THIS_ROW.test(`${state}`)
  return code !== 'CASE_UNKNOWN'
}

const FURTHEST_AHEAD = 'Pacific/Kiritimati'

/**
 * Due rows grouped by person: persons in random order, the rows of each in their own. A day is over when the database says
 * so too: a server whose clock is ahead would show at once what came, and so when. What was taken back and undone on the
 * day of this release waits for that of the next: shown by a run after the morning's, it would tell the minute.
 */
async function inTurn(
  db: Database,
  office: Office,
  before: Day,
  zone: string,
): Promise<readonly Due[][]> {
  const isOver = sql`l.day < no_later_than_today(${before}::date, ${zone})`
  const rows = await rowsOf<{ id: Buffer; lookup: Buffer; n: number; failures: number }>(
    db,
    sql`
      with turn as (
        select l.lookup, gen_random_uuid() as turn from delayed_inbox l
        where l.office = ${office} and ${isOver}
          and l.lookup not in (select locked_lookups())
          and not exists (
            select from delayed_inbox p
            where p.lookup = l.lookup and (p.parked_on is not null or p.failures = 0) and p.tried_on = ${before}::date
          )
        group by l.lookup
      )
      select l.id, l.lookup, l.n, l.failures from delayed_inbox l join turn t on t.lookup = l.lookup
      where l.office = ${office} and ${isOver}
      order by t.turn, l.n`,
  )
  const turn = new Map<string, Due[]>()
  for (const { id, lookup, ...row } of rows) {
    const due = { id: new Uint8Array(id), lookup: new Uint8Array(lookup), ...row }
    const person = lookup.toString('hex')
    turn.set(person, [...(turn.get(person) ?? []), due])
  }
  return [...turn.values()]
}

/**
 * Rewrites the rows that remain, so that neither position nor transaction id shows their order of arrival. If rows
 * are locked, the next run does it; that is not logged, because it would show when somebody wrote. `check` reports it.
 * @param again also where it was rewritten today, because rows have left since
 */
export async function settleDelayedInbox(db: Database, on: Day, again: boolean): Promise<void> {
  let after: Uint8Array | null = new Uint8Array()
  while (after !== null) {
    after = await unhurried(rewritePart(db, on, again, after))
  }
}

function rewritePart(
  db: Database,
  on: Day,
  again: boolean,
  after: Uint8Array,
): Promise<Uint8Array | null> {
  const part = sql`select rewrite_delayed_inbox(${on}::date, ${again}, ${Buffer.from(after)}::bytea) as last`
  return db.transaction(async (tx) => {
    const [row] = await rowsOf<{ last: Buffer | null }>(tx, part)
    return row?.last ?? null
  })
}
