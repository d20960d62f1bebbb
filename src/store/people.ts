import { and, eq, isNull, notInArray } from 'drizzle-orm'
import type { Day } from '../case/day.ts'
import type { OfficerId } from '../case/ids.ts'
import type { Office } from '../concern/office.ts'
import type { Database } from './database.ts'
import { asking } from './pool.ts'
import { memberships } from './schema/membership.ts'
import { people } from './schema/person.ts'

/** Somebody who may sign in, and where she works. */
export interface Known {
  readonly id: OfficerId
  readonly issuer: string
  readonly subject: string
  readonly offices: readonly { readonly office: Office; readonly role: 'lead' | 'officer' }[]
}

export interface People {
  /** Makes the register say this about a person from a day on; what it said before ends, and is kept. */
  upsert(known: Known, on: Day): Promise<void>
  /** Everybody who may sign in and works somewhere. */
  admitted(): Promise<readonly OfficerId[]>
}

export function peopleStore(db: Database): People {
  return {
    admitted: async () => {
      const present = db
        .selectDistinct({ id: memberships.person })
        .from(memberships)
        .where(isNull(memberships.until))
      return (await asking(present.execute())).map(({ id }) => id as OfficerId)
    },
    upsert: (known, on) =>
      asking(
        db.transaction(async (tx) => {
          const { id, issuer, subject } = known
          await tx
            .insert(people)
            .values({ id, issuer, subject })
            .onConflictDoUpdate({ target: people.id, set: { issuer, subject } })
          const now = known.offices.map(({ office }) => office)
          const present = and(eq(memberships.person, id), isNull(memberships.until))
          await tx
            .update(memberships)
            .set({ until: on })
            .where(and(present, now.length === 0 ? undefined : notInArray(memberships.office, now)))
          const kept = await tx.select().from(memberships).where(present)
          const added = known.offices.filter(
            ({ office }) => !kept.some((membership) => membership.office === office),
          )
          if (added.length === 0) return
          await tx
            .insert(memberships)
            .values(added.map(({ office, role }) => ({ person: id, office, role, since: on })))
            .onConflictDoUpdate({
              target: [memberships.person, memberships.office, memberships.since],
              set: { until: null },
            })
        }),
      ),
  }
}
