import type { DailyCounts } from '#ports.ts'
import { asking, type Pool } from './pool.ts'

/** Counts of a day, under the role that lets things in. A row is added to by all together, so none of them is in it. */
export function dailyCounts(pool: Pool): DailyCounts {
  return {
    count: async (what, on) => {
      await asking(pool`select add_to_daily_count(${on}::date, ${what}, 1, ${2 ** 31 - 1})`)
    },
    of: async (what, day) => {
      const [row] = await asking(pool<{ n: number }[]>`
        select n from daily_count where day = ${day} and what = ${what}`)
      return row?.n ?? 0
    },
  }
}
