import { PgBoss } from 'pg-boss'
import type { Log } from '#log.ts'
import { type Connection, connectionTo } from './connection.ts'
import { toAppError, unhurried } from './error-mapping.ts'
import { connectionAs } from './roles/logins.ts'

/** What time does, and when (UTC). The day is over everywhere on earth at noon. */
const TIMES = {
  lapse: '7 * * * *',
  close_day: '30 12 * * *',
  /** Off the full hour: what a release puts into the outbox leaves with the next, all of it. */
  release: '3-58/5 * * * *',
  /** On the hour, for everybody together: when it comes tells nothing of what happened when. */
  send_notices: '0 * * * *',
  send_urgent: '* * * * *',
  escalate: '*/5 * * * *',
  /** Before the hour with which they leave, each hour: what is once a day is the morning's first that the server is up. */
  remind_officers: '50 * * * *',
  remind_people: '40 7-23 * * 1',
  sweep_uploads: '20 * * * *',
} as const
export type Job = keyof typeof TIMES
const DUTIES = Object.keys(TIMES) as Job[]
/** What is done every few minutes is no news. */
const QUIET: readonly Job[] = ['release', 'send_urgent', 'escalate']
const SCHEMA = 'pgboss'

/** Tables and queues of the duties, made by the owner; at run time nothing is created. */
export async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({
    ...driven(connectionTo(url)),
    schema: SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => undefined)
  try {
    await boss.start()
    for (const duty of DUTIES) await boss.createQueue(duty, { policy: 'singleton' })
  } catch (thrown) {
    throw toAppError(thrown)
  } finally {
    await boss.stop({ graceful: false })
  }
}

export interface Jobs {
  stop(): Promise<void>
}

/**
 * Does the duties at their times, each once however many instances there are. A job is a name and a time, and only the
 * clock makes one: its row bears an instant and stays for a week (T-111).
 */
export async function startJobs(
  url: string,
  duties: Readonly<Record<Job, () => Promise<unknown>>>,
  log: Log,
  otherTimes: Partial<Record<Job, string>> = {},
): Promise<Jobs> {
  const boss = new PgBoss({
    ...driven(connectionAs(url, 'aside_duty')),
    options: '-c role=aside_duty',
    schema: SCHEMA,
    max: 2,
    migrate: false,
    createSchema: false,
  })
  boss.on('error', (thrown) => log.warn('duties_stumbled', { code: toAppError(thrown).code }))
  await unhurried(boss.start())
  for (const duty of DUTIES) {
    await boss.schedule(duty, otherTimes[duty] ?? TIMES[duty])
    await boss.work(duty, async () => {
      try {
        await duties[duty]()
        if (!QUIET.includes(duty)) log.info('duty_done', { duty })
      } catch (thrown) {
        log.warn('duty_failed', { duty, code: toAppError(thrown).code })
        throw toAppError(thrown)
      }
    })
  }
  return {
    stop: () => boss.stop({ timeout: 5_000 }),
  }
}

/** The queue brings its own driver, which takes the folder of a socket for a host. */
function driven({ path, host, port, database, username, password, ssl }: Connection) {
  return {
    host: path === undefined ? host : path.slice(0, path.lastIndexOf('/')),
    port,
    database,
    user: username,
    password,
    ...(ssl === false || ssl === 'prefer'
      ? {}
      : { ssl: { rejectUnauthorized: ssl !== 'require' } }),
  }
}
