import type { DailyCounts } from '#ports.ts'
import { asking, type Pool } from './pool.ts'

/** Counts of a day, under the role that lets things in. A row is added to by all together, so none of them is in it. */
export function dailyCounts(pool: Pool): DailyCounts {
  return {
    count: async (what, on) => {
      await asking(pool`
        insert into daily_count as c (day, what, n) values (${on}, ${what}, 1)
        on conflict (day, what) do update set n = c.n + 1`)
    },
    of: async (what, day) => {
      const [row] = await asking(pool<{ n: number }[]>`
        select n from daily_count where day = ${day} and what = ${what}`)
      return row?.n ?? 0
    },
  }
}
