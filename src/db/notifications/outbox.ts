import { randomBytes } from 'node:crypto'
import type { Outbox } from '#ports.ts'
import type { Database } from '../database.ts'
import { asking } from '../pool.ts'
import { outbox } from '../schema/outbox.ts'

/** Outbox. Writes notifications in a transaction of their own, so that the log does not link them to a case. */
export function outboxOf(db: Database): Pick<Outbox, 'put'> {
  return {
    put: async (address, day) => {
      const id = new Uint8Array(randomBytes(16))
      await asking(
        db.insert(outbox).values({ id, notificationChannel: 'teams', address, day }).execute(),
      )
    },
  }
}
