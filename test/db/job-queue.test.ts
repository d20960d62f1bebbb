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

const said: string[] = []
const log = jsonLog(
  (line) => said.push(JSON.parse(line).event),
  () => new Date(0),
)

test('a duty that is due is done once, by one of the instances, and a failed one is tried again', async () => {
  let lapsed = 0
  let closed = 0
  const nothing = async () => undefined
  const duties = {
    send_notices: nothing,
    send_urgent: nothing,
    escalate: nothing,
    remind_officers: nothing,
    remind_people: nothing,
    sweep_uploads: nothing,
    release: nothing,
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
  expect(said).not.toContain('duties_stumbled')
})

test('a job says nothing about anybody: it has no data', async () => {
  const rows = await looking(
    database.superuser,
    (sql) =>
      sql`select distinct name from pgboss.job where data is not null and data::text <> 'null'`,
  )
  expect([...rows].filter((row) => !String(row['name']).startsWith('__pgboss'))).toEqual([])
})
