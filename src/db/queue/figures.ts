import { sql } from 'drizzle-orm'
import type { Day } from '#domain/case/day.ts'
import type { Office } from '#domain/concern/office.ts'
import { type Database, rowsOf } from '../database.ts'

/** How the first answers of an office came, over all that is stored and all that was shredded. */
export interface Figures {
  readonly office: Office
  readonly onTime: number
  readonly answeredLate: number
  /** Closed, settled or withdrawn after the day on which an answer was due, without one. */
  readonly endedLate: number
  /**
   * Open, and the day is over. A question asked before it was stops that; one asked when the answer was late already
   * does not, by hours neither (a paused case has its hour only then, `computeCaseStatus`).
   */
  readonly openLate: number
  /**
   * Neither in time nor late, so they are in no rate: ended before that day without an answer, or answered behind a
   * question that had lapsed.
   */
  readonly notCounted: number
}

export function figures(db: Database, today: Day): Promise<readonly Figures[]> {
  return rowsOf<Figures & Record<string, unknown>>(
    db,
    sql`
      select office,
        count(*) filter (where outcome = 'on_time')::int as "onTime",
        count(*) filter (where outcome = 'late')::int as "answeredLate",
        count(*) filter (where outcome = 'ended_late')::int as "endedLate",
        count(*) filter (where outcome = 'open_late')::int as "openLate",
        count(*) filter (where outcome = 'none')::int as "notCounted"
      from (
        select office, case
          when outcome = 'late' and responded_on is null then 'ended_late'
          when outcome is not null then outcome
          when closed_on is not null or responded_on is not null then 'none'
          when due_on < coalesce(case when due_at is null then paused_on end, ${today}::date) then 'open_late'
        end as outcome
        from "case"
        union all
        select office, outcome from shred
      ) as each
      group by office order by office`,
  )
}
