import { sql } from 'drizzle-orm'
import type { Day } from '../../case/day.ts'
import type { Office } from '../../concern/office.ts'
import type { Log } from '../../log.ts'
import type { Exclusions, Releases } from '../../ports.ts'
import { type Database, database, rowsOf } from '../database.ts'
import type { Pool } from '../pool.ts'
import { refusal, unhurried } from '../refusal.ts'
import { releaseAct } from './release-act.ts'
import { releaseFiling } from './release-filing.ts'

/** A row whose day is over, as the duty sees it: where it is, and not what it is. */
export interface Due {
  readonly id: Uint8Array<ArrayBuffer>
  readonly lookup: Uint8Array<ArrayBuffer>
  readonly n: number
}

/**
 * The daily release. Whatever is taken out of the letterbox is stored in the same transaction, so that whoever ends it
 * in the middle loses nothing and doubles nothing, and two that do it together share the work.
 */
export function releasesOf(duty: Database, pool: Pool, rules: Exclusions, log: Log): Releases {
  const db = database(pool)
  return {
    release: async (office, before) => {
      let released = 0
      for (const acts of await unhurried(inTurn(duty, office, before))) {
        try {
          for (const due of acts) {
            const done = due.n === 1 ? releaseFiling(pool, rules, due) : releaseAct(db, rules, due)
            if (await unhurried(done)) released += 1
          }
        } catch (thrown) {
          // What comes after it waits with it, and both are tried again.
          const { code } = refusal(thrown)
          if (code !== 'CASE_UNKNOWN') log.warn('not_released', { code })
        }
      }
      if (released > 0) await settle(duty, before)
      return released
    },
  }
}

/** By person, in an order that tells nothing; what one person did stays in its own. */
async function inTurn(db: Database, office: Office, before: Day): Promise<readonly Due[][]> {
  const rows = await rowsOf<{ id: Buffer; lookup: Buffer; n: number }>(
    db,
    sql`
      with turn as (
        select l.lookup, gen_random_uuid() as place from letterbox l
        where l.office = ${office} and l.day < ${before}::date group by l.lookup
      )
      select l.id, l.lookup, l.n from letterbox l join turn t on t.lookup = l.lookup
      where l.office = ${office} and l.day < ${before}::date
      order by t.place, l.n`,
  )
  const turn = new Map<string, Due[]>()
  for (const { id, lookup, n } of rows) {
    const due = { id: new Uint8Array(id), lookup: new Uint8Array(lookup), n }
    const person = lookup.toString('hex')
    turn.set(person, [...(turn.get(person) ?? []), due])
  }
  return [...turn.values()]
}

/** Afterwards neither what still waits nor what was spent says in which transaction it was written. */
async function settle(db: Database, before: Day): Promise<void> {
  await unhurried(db.execute(sql`select settle_letterbox()`))
  await unhurried(db.execute(sql`select settle_spent(${before}::date)`))
}
