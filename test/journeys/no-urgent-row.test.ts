import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBackgroundJobs } from '#start-jobs.ts'
import { pairedChat } from '../fixtures/notified.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { pageReporter } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

test('T-111 a danger is told at once, and no job says when: every job is one of the clock’s', {
  timeout: 120_000,
}, async () => {
  const officer = await officerAtDesk(whole, 'investigations-1')
  await pairedChat(whole, officer, 'investigations-1')
  let count = 0
  const notificationChannel = {
    send: async () => {
      count += 1
      return { is: 'sent' } as const
    },
  }
  const duties = await startBackgroundJobs(database.url, whole.composed, notificationChannel)
  try {
    const reporter = await pageReporter(whole)
    const filed = await reporter.file({ leaf: 'safety.immediate_danger', taps: ['danger'] })
    expect(filed.status).toBe(200)
    await expect.poll(() => count, { timeout: 60_000 }).toBe(1)
  } finally {
    await duties.stop()
  }
  const jobs = await looking(
    database.superuser,
    (sql) => sql`select name, singleton_on from pgboss.job where name not like '\\_\\_pgboss%'`,
  )
  // What the clock sends is sent once a minute, whoever asks; nothing else makes a job.
  expect(jobs.filter((job) => job['singleton_on'] === null)).toEqual([])
})
