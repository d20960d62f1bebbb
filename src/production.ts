import type { Composed } from './compose.ts'
import { AsideError } from './errors.ts'
import type { Log } from './log.ts'
import type { PolicyInForce } from './policy-file.ts'
import { isSuperuser } from './store/superuser.ts'

/**
 * Row-level security does not bind such a login. Asked before anything is made with it: tables would be its own.
 * @throws CONFIG_INVALID
 */
export async function refuseSuperuser(databaseUrl: string, log: Log): Promise<void> {
  if (!(await isSuperuser(databaseUrl))) return
  refuse([new AsideError('CONFIG_INVALID', { names: 'DATABASE_URL', why: 'superuser' })], log)
}

/**
 * Makes the database production's for ever, if it may be: no demo's, and with a roster that counts today. Every
 * problem is logged, and a start that is refused changes nothing.
 * @throws DEMO_REFUSED; ROSTER_REFUSED; the first that was found
 */
export async function claimProduction(
  { store, world }: Composed,
  inForce: PolicyInForce,
  log: Log,
): Promise<void> {
  const found = [
    (await store.mark.read()) === 'demo'
      ? new AsideError('DEMO_REFUSED', { database: 'other' })
      : null,
    await world.readership.roster().then(() => null, problem),
  ]
  refuse(
    found.filter((one) => one !== null),
    log,
  )
  await store.mark.claim('production')
  await store.policies.keep(inForce.hash, inForce.text)
}

function problem(thrown: unknown): AsideError {
  if (thrown instanceof AsideError) return thrown
  throw thrown
}

function refuse(problems: readonly AsideError[], log: Log): void {
  for (const { code, ids } of problems) log.warn('not_fit', { code, ...ids })
  const [first] = problems
  if (first !== undefined) throw first
}
