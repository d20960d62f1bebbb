import { setTimeout as wait } from 'node:timers/promises'
import type { Health } from '#ports.ts'
import type { Pool } from './pool.ts'

export function health(sql: Pool): Health {
  return {
    database: () => {
      const well = sql`select 1`.then(
        () => true,
        () => false,
      )
      return Promise.race([well, wait(1_000, false, { ref: false })])
    },
  }
}
