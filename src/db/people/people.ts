import { and, eq, isNull, notInArray } from 'drizzle-orm'
import type { Day } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { Office } from '#domain/concern/office.ts'
import { AppError } from '#errors.ts'
import type { Database, Transaction } from '../database.ts'
import { constraintOf } from '../error-mapping.ts'
import { asking } from '../pool.ts'
import { custodians } from '../schema/custodian.ts'
import { memberships } from '../schema/membership.ts'
import { officerAddresses } from '../schema/officer-address.ts'
import { pairings } from '../schema/pairing.ts'
import { people } from '../schema/person.ts'
import { sessions } from '../schema/session.ts'

/** A person who may sign in, with their office. */
export interface RegisteredPerson {
  readonly id: OfficerId
  readonly issuer: string
  readonly subject: string
  readonly offices: readonly { readonly office: Office; readonly role: 'lead' | 'officer' }[]
}

export interface People {
  /** Makes the register say this about a person from a day on; what it said before ends, and is kept. */
  upsert(known: RegisteredPerson, on: Day): Promise<void>
  /**
   * Lets somebody sign in who keeps the other half of names.
   * @throws PERSON_TAKEN when she works at an office, or is known by another name; `upsert` refuses the reverse
   */
  keepsNames(known: Omit<RegisteredPerson, 'offices'>, on: Day): Promise<void>
  /** Who may sign in as an officer, and who as a custodian. */
  admitted(): Promise<Record<'officers' | 'custodians', readonly OfficerId[]>>
}

export function peopleStore(db: Database): People {
  return {
    admitted: async () => {
      const idsIn = async (table: typeof memberships | typeof custodians) => {
        const present = db.selectDistinct({ id: table.person }).from(table)
        const rows = await asking(present.where(isNull(table.until)).execute())
        return rows.map(({ id }) => id as OfficerId)
      }
      return { officers: await idsIn(memberships), custodians: await idsIn(custodians) }
    },
    keepsNames: ({ id, issuer, subject }, on) =>
      asking(
        db
          .transaction(async (tx) => {
            await meet(tx, { id, issuer, subject })
            await tx
              .insert(custodians)
              .values({ person: id, since: on })
              .onConflictDoUpdate({ target: custodians.person, set: { until: null } })
          })
          .catch((thrown: unknown) => neverBoth(thrown, id)),
      ),
    upsert: (known, on) =>
      asking(
        db
          .transaction(async (tx) => {
            const { id, issuer, subject } = known
            await meet(tx, { id, issuer, subject })
            const now = known.offices.map(({ office }) => office)
            const present = and(eq(memberships.person, id), isNull(memberships.until))
            await tx
              .update(memberships)
              .set({ until: on })
              .where(
                and(present, now.length === 0 ? undefined : notInArray(memberships.office, now)),
              )
            const current = await tx.select().from(memberships).where(present)
            const added = known.offices.filter(
              ({ office }) => !current.some((membership) => membership.office === office),
            )
            if (added.length === 0) return
            await tx
              .insert(memberships)
              .values(added.map(({ office, role }) => ({ person: id, office, role, since: on })))
              .onConflictDoUpdate({
                target: [memberships.person, memberships.office, memberships.since],
                set: { until: null },
              })
          })
          .catch((thrown: unknown) => neverBoth(thrown, known.id)),
      ),
  }
}

async function meet(tx: Transaction, person: typeof people.$inferInsert): Promise<void> {
  const { id, issuer, subject } = person
  const [before] = await tx.select().from(people).where(eq(people.id, id))
  await tx
    .insert(people)
    .values(person)
    .onConflictDoUpdate({ target: people.id, set: { issuer, subject } })
  // Who signed in by another account goes with it (T-10), who does so at this moment too: sessions wait for the row above.
  if (before !== undefined && (before.issuer !== issuer || before.subject !== subject)) {
    await tx.delete(sessions).where(eq(sessions.person, id))
    await tx.delete(pairings).where(eq(pairings.officer, id))
    await tx.delete(officerAddresses).where(eq(officerAddresses.officer, id))
  }
}

/** Refuses one person as officer and custodian, by id or provider account (T-119). */
function neverBoth(thrown: unknown, id: OfficerId): never {
  const constraint = constraintOf(thrown)
  if (constraint === 'refuse_officer_custodian') {
    throw new AppError('PERSON_TAKEN', { why: 'officer_and_custodian', id })
  }
  if (constraint === 'person_subject') {
    throw new AppError('PERSON_TAKEN', { why: 'somebody_else', id })
  }
  throw thrown
}
