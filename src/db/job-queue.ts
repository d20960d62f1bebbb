import { PgBoss } from 'pg-boss'
import type { Log } from '#log.ts'
import { type Connection, connectionTo } from './connection.ts'
import { toAppError, unhurried } from './error-mapping.ts'
import { connectionAs } from './roles/logins.ts'

/** Cron schedule of the jobs, in UTC. At noon UTC the previous day is over in every zone. */
const TIMES = {
  lapse: '7 * * * *',
  close_day: '30 12 * * *',
  /** Off the full hour, so that all notifications of a release leave in the next run together. */
  release: '3-58/5 * * * *',
  /** On the hour for everybody, so that the time of a notification reveals nothing. */
  send_notices: '0 * * * *',
  send_urgent: '* * * * *',
  escalate: '*/5 * * * *',
  /** Hourly, before the notifications leave; a daily reminder goes with the day's first run. */
  remind_officers: '50 * * * *',
  remind_people: '40 7-23 * * 1',
  sweep_uploads: '20 * * * *',
} as const
export type Job = keyof typeof TIMES
const DUTIES = Object.keys(TIMES) as Job[]
/** Jobs that are not logged, because they run every few minutes. */
const QUIET: readonly Job[] = ['release', 'send_urgent', 'escalate']
/**
 * Jobs that are made up for, once, by whoever comes back, where no server was there at their minute. Those of every few
 * minutes need not be, and notifications go at the full hour only: what comes in the first seconds after a start would
 * go with them.
 */
const MADE_UP_FOR: readonly Job[] = [
  'lapse',
  'close_day',
  'remind_officers',
  'remind_people',
  'sweep_uploads',
]
const SCHEMA = 'pgboss'

/** Creates tables and queues of pg-boss, as the owner; at run time nothing is created. */
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
 * Runs the jobs on schedule, each once across instances. A job row has a name and an instant, is created by the
 * schedule only, and is kept for a week (T-111).
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
    const missed = MADE_UP_FOR.includes(duty) ? 'once' : 'skip'
    await boss.schedule(duty, otherTimes[duty] ?? TIMES[duty], null, { missed })
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

/** Connection options for pg-boss, whose driver expects the socket folder as host. */
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
