import { and, eq, gt, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Clock } from '#clock.ts'
import { dayIn } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { Account, Person, SessionStore } from '#ports.ts'
import type { Database } from '../database.ts'
import { asking } from '../pool.ts'
import { custodians } from '../schema/custodian.ts'
import { memberships } from '../schema/membership.ts'
import { people } from '../schema/person.ts'
import { sessions } from '../schema/session.ts'

/** Who may sign in is asked of the person's row at each request: a removed officer is out with the next one. */
export function sessionStore(db: Database, clock: Clock): SessionStore {
  return {
    personOf: (issuer, subject) =>
      asking(personWhere(db, clock.now(), ofAccount({ issuer, subject }))),
    start: (tokenHash, account, until) =>
      asking(
        db.transaction(async (tx) => {
          const theirs = tx.select({ id: people.id }).from(people).where(ofAccount(account))
          const [person] = await theirs
          if (person === undefined) return false
          await tx.insert(sessions).values({ tokenHash, person: person.id, until })
          // Storing it waits for an account that is being changed, and lets no change begin before it is there.
          const [still] = await theirs
          if (still?.id === person.id) return true
          await tx.delete(sessions).where(eq(sessions.tokenHash, tokenHash))
          return false
        }),
      ),
    find: (tokenHash, now) =>
      asking(
        personWhere(
          db,
          now,
          sql`${people.id} = (${db
            .select({ person: sessions.person })
            .from(sessions)
            .where(
              and(eq(sessions.tokenHash, new Uint8Array(tokenHash)), gt(sessions.until, now)),
            )})`,
        ),
      ),
    end: async (tokenHash) => {
      await asking(
        db
          .delete(sessions)
          .where(eq(sessions.tokenHash, new Uint8Array(tokenHash)))
          .execute(),
      )
    },
  }
}

function ofAccount({ issuer, subject }: Account): SQL | undefined {
  return and(eq(people.issuer, issuer), eq(people.subject, subject))
}

/** `null` as well for somebody who works nowhere any more and keeps no names. A custodian has no office. */
async function personWhere(
  db: Database,
  now: Date,
  which: ReturnType<typeof and>,
): Promise<Person | null> {
  const today = dayIn('UTC', now)
  const present = (until: typeof memberships.until | typeof custodians.until) =>
    or(isNull(until), gt(until, today))
  const rows = await db
    .select({ id: people.id, subject: people.subject, office: memberships.office })
    .from(people)
    .leftJoin(memberships, and(eq(memberships.person, people.id), present(memberships.until)))
    .leftJoin(custodians, and(eq(custodians.person, people.id), present(custodians.until)))
    .where(and(which, or(isNotNull(memberships.person), isNotNull(custodians.person))))
    .orderBy(memberships.office)
  const [first] = rows
  if (first === undefined) return null
  return {
    id: first.id as OfficerId,
    subject: first.subject,
    offices: [...new Set(rows.flatMap((row) => row.office ?? []))],
  }
}
