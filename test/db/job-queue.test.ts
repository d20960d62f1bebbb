import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJobs } from '#db/job-queue.ts'
import { jsonLog } from '#log.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const events: string[] = []
const log = jsonLog(
  (line) => events.push(JSON.parse(line).event),
  () => new Date(0),
)

const nothing = async () => undefined
const NOTHING = {
  send_notices: nothing,
  send_urgent: nothing,
  escalate: nothing,
  remind_officers: nothing,
  remind_people: nothing,
  sweep_uploads: nothing,
  release: nothing,
  lapse: nothing,
  close_day: nothing,
}

test('a duty that is due is done once, by one of the instances, and a failed one is tried again', async () => {
  let lapsed = 0
  let closed = 0
  const duties = {
    ...NOTHING,
    lapse: async () => {
      lapsed += 1
    },
    close_day: async () => {
      closed += 1
      if (closed === 1) throw new Error('not yet')
    },
  }
  const instances = await Promise.all([
    startJobs(database.url, duties, log),
    startJobs(database.url, duties, log),
  ])
  const clock = new PgBoss({
    connectionString: database.superuser,
    schema: 'pgboss',
    migrate: false,
    supervise: false,
    schedule: false,
  })
  clock.on('error', () => undefined)
  await clock.start()
  await clock.send('lapse', null)
  await clock.send('close_day', null)
  await clock.stop()
  await expect.poll(() => [lapsed, closed >= 2], { timeout: 60_000 }).toEqual([1, true])
  await Promise.all(instances.map((each) => each.stop()))
  expect(lapsed).toBe(1)
  expect(events).not.toContain('duties_stumbled')
})

test('T-134 what no server was there for is done once when one is back, at whatever minute that is', async () => {
  // As if no server had run for eight days.
  await looking(
    database.superuser,
    (sql) =>
      sql`with long_ago as (update pgboss.schedule set created_on = created_on - interval '8 days')
        update pgboss.version set cron_on = now() - interval '8 days'`,
  )
  const done: string[] = []
  const names = Object.keys(NOTHING) as (keyof typeof NOTHING)[]
  const duties = Object.fromEntries(
    names.map((duty) => [duty, async () => void done.push(duty)]),
  ) as unknown as typeof NOTHING
  const jobs = await startJobs(database.url, duties, log)
  const missed = ['close_day', 'lapse', 'remind_officers', 'remind_people', 'sweep_uploads']
  await expect
    .poll(() => missed.filter((duty) => !done.includes(duty)), { timeout: 60_000 })
    .toEqual([])
  await jobs.stop()
  const wanted = await looking(
    database.superuser,
    (sql) =>
      sql`select name from pgboss.schedule where options ->> 'missed' = 'once' order by name`,
  )
  // Not the notifications: they leave at the full hour only.
  expect([...wanted].map(({ name }) => name)).toEqual(missed)
})

test('a job says nothing about anybody: it has no data', async () => {
  const rows = await looking(
    database.superuser,
    (sql) =>
      sql`select distinct name from pgboss.job where data is not null and data::text <> 'null'`,
  )
  expect([...rows].filter((row) => !String(row['name']).startsWith('__pgboss'))).toEqual([])
})
