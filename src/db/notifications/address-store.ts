import { and, eq, gt, isNull, like, lt, max, sql } from 'drizzle-orm'
import type { Day } from '#domain/case/day.ts'
import { pairingEnd } from '#domain/case/pairing.ts'
import { codeOf } from '#errors.ts'
import type { OfficerAddresses } from '#ports.ts'
import { type Database, rowsOf } from '../database.ts'
import { arrayLiteral } from '../literal.ts'
import { asking } from '../pool.ts'
import { dailyNotifications } from '../schema/daily-notification.ts'
import { officerAddresses } from '../schema/officer-address.ts'
import { pairings } from '../schema/pairing.ts'
import { people } from '../schema/person.ts'

const notificationChannel = 'teams' as const

/** Notification addresses of officers and custodians, and pairing codes; the register role, which sees no case. */
export function addressStore(db: Database): OfficerAddresses {
  return {
    offer: (code, officer, until) =>
      asking(
        db.transaction(async (tx) => {
          // Before its codes, as `people.upsert` does; for an account that was exchanged meanwhile nothing is stored (T-10).
          const account = () =>
            tx
              .select({ issuer: people.issuer, subject: people.subject })
              .from(people)
              .where(eq(people.id, officer))
          const [before] = await account()
          const [now] = await account().for('key share')
          if (before?.issuer !== now?.issuer || before?.subject !== now?.subject) return
          await tx.delete(pairings).where(eq(pairings.officer, officer))
          await tx.insert(pairings).values({ code, officer, until })
        }),
      ),
    pair: async (code, address, now, on) => {
      const good = and(eq(pairings.code, code), gt(pairings.until, now))
      const paired = db.transaction(async (tx) => {
        await tx.delete(pairings).where(lt(pairings.until, now))
        const [row] = await tx.delete(pairings).where(good).returning({ officer: pairings.officer })
        if (row === undefined) return false
        const values = { address, since: on, lostOn: null }
        await tx
          .insert(officerAddresses)
          .values({ officer: row.officer, notificationChannel, ...values })
          .onConflictDoUpdate({
            target: [officerAddresses.officer, officerAddresses.notificationChannel],
            set: values,
          })
        return true
      })
      return asking(paired).catch(async (thrown: unknown) => {
        // Who has a right code writes it again: however long a release lasts, it is good then. A wrong one changes nothing.
        if (codeOf(thrown) === 'BUSY') {
          const until = pairingEnd(now)
          await asking(db.update(pairings).set({ until }).where(good).execute())
        }
        throw thrown
      })
    },
    of: async (officer) => {
      const [row] = await asking(
        db
          .select({
            address: officerAddresses.address,
            since: officerAddresses.since,
            lostOn: officerAddresses.lostOn,
          })
          .from(officerAddresses)
          .where(
            and(
              eq(officerAddresses.officer, officer),
              eq(officerAddresses.notificationChannel, notificationChannel),
            ),
          )
          .execute(),
      )
      return row === undefined
        ? null
        : { ...row, since: row.since as Day, lostOn: row.lostOn as Day | null }
    },
    waiting: async (officer, now) => {
      const open = and(eq(pairings.officer, officer), gt(pairings.until, now))
      const officers = db.select({ until: pairings.until }).from(pairings).where(open)
      return (await asking(officers.execute())).length > 0
    },
    end: async (officer) => {
      await asking(
        db.delete(officerAddresses).where(eq(officerAddresses.officer, officer)).execute(),
      )
    },
    canNotify: async (officers, on, id) => {
      if (officers.length === 0) return false
      const asked = sql`
        select any_officer_reachable(${arrayLiteral(officers)}::text[], ${on}::date, ${id}) as reached`
      const [row] = await asking(rowsOf<{ reached: boolean }>(db, asked))
      return row?.reached === true
    },
    lastAddressNotifiedOn: async () => {
      const [row] = await asking(
        db
          .select({ day: max(dailyNotifications.day) })
          .from(dailyNotifications)
          // The claim names the notified officer, so that another one does not count.
          .where(like(dailyNotifications.what, 'last_address%'))
          .execute(),
      )
      return (row?.day ?? null) as Day | null
    },
    live: async () => {
      const rows = await asking(
        db
          .select({ address: officerAddresses.address })
          .from(officerAddresses)
          .where(isNull(officerAddresses.lostOn))
          .execute(),
      )
      return rows.map(({ address }) => address)
    },
    replace: async (renewed) => {
      await asking(
        db.transaction(async (tx) => {
          for (const [sealed, address] of renewed) {
            await tx
              .update(officerAddresses)
              .set({ address })
              .where(eq(officerAddresses.address, sealed))
          }
        }),
      )
    },
    lose: async (address, on) => {
      await asking(
        db.execute(sql`select lose_address(${Buffer.from(address)}::bytea, ${on}::date)`),
      )
    },
  }
}
