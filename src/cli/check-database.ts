import type { Clock } from '#clock.ts'
import { connectionTo } from '#db/connection.ts'
import { databaseTime, unknownZones } from '#db/database-time.ts'
import { unsafeSettings } from '#db/log-settings.ts'
import { hasLogins } from '#db/roles/logins.ts'
import { isSuperuser } from '#db/roles/superuser.ts'
import { type Trespass, trespasses } from '#db/roles/try-privileges.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { AppError, codeOf, OPERATOR_CODES, toOperator } from '#errors.ts'
import { isLoopbackName } from '#loopback.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** On a socket or this machine nobody stands between. */
export function checkConnection(databaseUrl: string): Finding {
  const { host, ssl } = connectionTo(databaseUrl)
  return ssl === 'verify-full' || isLoopbackName(host)
    ? ok('Nobody can stand between us and the database.')
    : warn('Somebody could stand between us and the database: add sslmode=verify-full.')
}

/** What may the server do with the logins it was given? It is tried, and undone. */
export async function checkLogin(databaseUrl: string): Promise<Finding> {
  if (await isSuperuser(databaseUrl)) {
    return fail(
      'The login of DATABASE_URL passes over every rule: the server will not start with it.',
    )
  }
  if (!hasLogins(databaseUrl)) {
    return warn(
      'One login serves every part of the server, so each could become every other: run database logins.',
    )
  }
  const through = await trespasses(databaseUrl)
  return through.length === 0
    ? ok('Each part of the server has a login of its own, and can become no other: that was tried.')
    : fail(`A part of the server could do what is not its own: ${listed(through)}.`)
}

/** The database takes nothing of another day than its own (`migrations/functions/refuse_other_days.sql`). */
export async function checkClocks(databaseUrl: string, clock: Clock): Promise<Finding> {
  return clocksFinding(await databaseTime(databaseUrl), clock.now())
}

export function clocksFinding(there: Date, here: Date): Finding {
  const minutes = Math.round(Math.abs(there.getTime() - here.getTime()) / 60_000)
  return minutes < 5
    ? ok('This machine and the database agree on the time.')
    : fail(
        `The clocks of this machine and of the database are ${minutes} minutes apart: from ten on, what one of them puts on another day is refused, and so is what an hour is promised for, but danger.`,
      )
}

/** Can the database count the days of every office? */
export async function checkZones(
  databaseUrl: string,
  { offices }: Pick<Policy, 'offices'>,
): Promise<Finding> {
  const zones = Object.values(offices).map(({ zone }) => zone)
  const unknown = await unknownZones(databaseUrl, zones)
  return unknown.length === 0
    ? ok('The database knows the zones of the policy.')
    : fail(
        `A start is refused: ZONE_UNKNOWN (${unknown.join(', ')}). ${OPERATOR_CODES.ZONE_UNKNOWN}`,
      )
}

/** Is what was acknowledged on the disk? */
export async function checkDisk(databaseUrl: string): Promise<Finding> {
  const unsafe = await unsafeSettings(databaseUrl)
  return unsafe.length === 0
    ? ok('What the database calls stored is on its disk.')
    : warn(
        `The database calls stored what is not on its disk yet: ${unsafe.join(', ')} must be on, or what was acknowledged can be lost with the power.`,
      )
}

function listed(through: readonly Trespass[]): string {
  return through
    .map(({ role, what }) => `${role}, ${what.split(' ').slice(0, 3).join(' ')}`)
    .join('; ')
}

/** Why nothing in the database could be looked at. */
export function unusable(refused: unknown): Finding {
  const thrown = toOperator(refused)
  const old = thrown instanceof AppError && thrown.ids['why'] === 'owner_migrates_first'
  if (old) {
    return fail(
      'The tables are not there, or are older than this program: run migrate with the owner’s login.',
    )
  }
  const says = thrown instanceof AppError ? ` ${thrown.message}` : ''
  return fail(`The database cannot be used (${codeOf(thrown)}).${says}`)
}
