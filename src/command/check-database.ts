import { AsideError, codeOf } from '../errors.ts'
import { connectionTo } from '../store/connection.ts'
import { oneLoginCanDoAll } from '../store/privilege.ts'
import { isSuperuser } from '../store/superuser.ts'
import { isLoopbackName } from '../web/loopback.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** On a socket or this machine nobody stands between. */
export function checkWay(databaseUrl: string): Finding {
  const { host, ssl } = connectionTo(databaseUrl)
  return ssl === 'verify-full' || isLoopbackName(host)
    ? ok('Nobody can stand between us and the database.')
    : warn('Somebody could stand between us and the database: add sslmode=verify-full.')
}

/** What may the server do with the login it was given? */
export async function checkLogin(databaseUrl: string): Promise<Finding> {
  if (await isSuperuser(databaseUrl)) {
    return fail(
      'The login of DATABASE_URL passes over every rule: the server will not start with it.',
    )
  }
  return (await oneLoginCanDoAll(databaseUrl))
    ? warn(
        'One login can take every role: give the server a login of its own, and migrations another.',
      )
    : ok('The server’s login cannot do everything.')
}

/** Why nothing in the database could be looked at. */
export function unusable(thrown: unknown): Finding {
  const old = thrown instanceof AsideError && thrown.ids['why'] === 'owner_migrates_first'
  if (old)
    return fail('The tables are older than this program: run migrate with the owner’s login.')
  const says = thrown instanceof AsideError ? ` ${thrown.message}` : ''
  return fail(`The database cannot be used (${codeOf(thrown)}).${says}`)
}
