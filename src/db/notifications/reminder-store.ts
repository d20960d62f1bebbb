import { desc, inArray } from 'drizzle-orm'
import type { Day } from '#domain/case/day.ts'
import type { Reminders } from '#ports.ts'
import type { Database } from '../database.ts'
import { asking } from '../pool.ts'
import { reminders } from '../schema/reminder.ts'

/** Reminder store, under the register role, which sees no case: a reminder does not show whether there is one. */
export function reminderStore(db: Database): Reminders {
  return {
    set: async ([id, ...others], address, until) => {
      if (id === undefined) throw new TypeError('a reminder needs a name')
      await asking(
        db.transaction(async (tx) => {
          await tx.delete(reminders).where(inArray(reminders.id, [id, ...others]))
          await tx.insert(reminders).values({ id, address, until })
        }),
      )
    },
    until: async (ids) => {
      const [row] = await asking(
        db
          .select({ until: reminders.until })
          .from(reminders)
          .where(inArray(reminders.id, [...ids]))
          .orderBy(desc(reminders.until))
          .execute(),
      )
      return row === undefined ? null : (row.until as Day)
    },
    end: async (ids) => {
      await asking(
        db
          .delete(reminders)
          .where(inArray(reminders.id, [...ids]))
          .execute(),
      )
    },
  }
}
