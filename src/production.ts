import { unknownZones } from '#db/database-time.ts'
import { isSuperuser } from '#db/roles/superuser.ts'
import { demoNumbers } from '#domain/concern/demo-numbers.ts'
import type { Policy } from '#domain/concern/policy.ts'
import type { Composition } from './compose.ts'
import { AppError } from './errors.ts'
import type { Log } from './log.ts'
import type { PolicyInForce } from './policy-file.ts'
import type { Services } from './ports.ts'

/**
 * Row-level security does not bind such a login. Asked before anything is made with it: tables would be its own.
 * @throws CONFIG_INVALID
 */
export async function refuseSuperuser(databaseUrl: string, log: Log): Promise<void> {
  if (!(await isSuperuser(databaseUrl))) return
  refuse([new AppError('CONFIG_INVALID', { names: 'DATABASE_URL', why: 'superuser' })], log)
}

/**
 * A zone that only Node knows: the database would refuse every concern, danger too.
 * @throws ZONE_UNKNOWN
 */
export async function refuseUnknownZones(
  databaseUrl: string,
  { offices }: Pick<Policy, 'offices'>,
  log: Log,
): Promise<void> {
  const zones = Object.values(offices).map(({ zone }) => zone)
  const unknown = await unknownZones(databaseUrl, zones)
  refuse(
    unknown.map((zone) => new AppError('ZONE_UNKNOWN', { names: 'ASIDE_POLICY', zone })),
    log,
  )
}

/**
 * Makes the database production's for ever, if it may be: no demo's, with a roster of the pinned root and numbers of
 * one's own, and under the secret that it was used with. Every problem is logged, and a start that is refused changes
 * nothing. A roster whose days are over is
 * logged and keeps nobody from reading or coming back: each new concern is refused until there is a newer one.
 * @throws DEMO_REFUSED; CONFIG_INVALID; ROSTER_MISSING; ROSTER_REFUSED; SECRET_UNKNOWN; the first that was found
 */
export async function claimProduction(
  { store, services }: Composition,
  inForce: PolicyInForce,
  log: Log,
): Promise<void> {
  const errors = [
    (await store.environmentMarker.read()) === 'demo'
      ? new AppError('DEMO_REFUSED', { database: 'other' })
      : null,
    demoNumbers(inForce.policy).length === 0
      ? null
      : new AppError('CONFIG_INVALID', { names: 'ASIDE_POLICY', why: 'demo_numbers' }),
    await services.readership.known().then(() => null, problem),
    await secretProblem(services),
  ]
  refuse(
    errors.filter((one) => one !== null),
    log,
  )
  await services.readership.roster().catch((thrown: unknown) => {
    const { code, ids } = problem(thrown)
    log.warn('nothing_can_be_received', { code, ...ids })
  })
  await store.environmentMarker.claim('production')
  await store.policies.keep(inForce)
}

async function secretProblem({
  serverSecret,
}: Pick<Services, 'serverSecret'>): Promise<AppError | null> {
  const why = await serverSecret.mismatch()
  return why === null ? null : new AppError('SECRET_UNKNOWN', { names: 'ASIDE_SECRET', why })
}

function problem(thrown: unknown): AppError {
  if (!(thrown instanceof AppError)) throw thrown
  const none = thrown.code === 'ROSTER_REFUSED' && thrown.ids['why'] === 'none'
  return none ? new AppError('ROSTER_MISSING') : thrown
}

function refuse(problems: readonly AppError[], log: Log): void {
  for (const { code, ids } of problems) log.warn('not_fit', { code, ...ids })
  const [first] = problems
  if (first !== undefined) throw first
}
