import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Outbox } from '#ports.ts'
import type { Database } from '../database.ts'
import { asking } from '../pool.ts'
import { outbox } from '../schema/outbox.ts'

/**
 * Outbox. A notification is written in a transaction of its own: what undoes it undoes no answer. It stands right after
 * that of the answer, so all that wait for persons are written anew with it (docs/threat-model.md, T-115).
 */
export function outboxOf(db: Database): Pick<Outbox, 'put'> {
  return {
    put: async (address, day) => {
      const id = new Uint8Array(randomBytes(16))
      await asking(
        db.transaction(async (tx) => {
          await tx.insert(outbox).values({ id, notificationChannel: 'teams', address, day })
          await tx.execute(sql`select rewrite_notifications()`)
        }),
      )
    },
  }
}
