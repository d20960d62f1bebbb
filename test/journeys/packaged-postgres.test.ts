import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { databaseLogins } from '#cli/database-logins.ts'
import { migrate } from '#db/migrate.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { policyInForce } from '#policy-file.ts'
import { jobsOfTheStore } from '#start-jobs.ts'
import { ofAnyDay } from '../fixtures/any-day.ts'
import { filing } from '../fixtures/filing.ts'
import {
  type PackagedServer,
  packagedPrograms,
  startPackaged,
} from '../fixtures/packaged-postgres.ts'
import { openAt, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'
import { needing } from '../fixtures/tools.ts'
import { fileInDelayedInbox, MONDAY_OF_FILING, TUESDAY } from '../fixtures/waiting.ts'
import { POLICY } from '../fixtures/whole.ts'

const { test } = needing('pg_dump')
/** A Monday, after each hour at which something is due. */
const clock = { now: () => new Date('2026-11-16T13:00:00Z') }

let server: PackagedServer
let folder = ''
beforeAll(async () => {
  if (packagedPrograms() !== null) server = await startPackaged(packagedPrograms() ?? '')
  folder = mkdtempSync(join(tmpdir(), 'aside-duties-'))
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('T-111 on a packaged Postgres, which may be older than the embedded one, what waits is shuffled and each duty is done', async () => {
  await looking(server.url('postgres', 'postgres'), async (sql) => {
    await sql.unsafe("create role aside_owner login createrole password 'x'")
    await sql.unsafe('create database aside owner aside_owner')
  })
  const owner = server.url('aside_owner')
  await migrate(owner)
  await ofAnyDay(owner)
  const printed = await databaseLogins(owner, join(folder, 'logins'))
  const lines: string[] = []
  const store = await openAt(/DATABASE_URL=(\S+)/.exec(printed)?.[1] ?? '', clock, lines)
  const inbox = { store } as TestDatabase
  await store.intake.file(filing())
  await fileInDelayedInbox(inbox)
  const { add } = await fileInDelayedInbox(inbox)
  await add(2, TUESDAY)

  const { policy } = await policyInForce(POLICY)
  const warn = (event: string, ids = {}) => void lines.push(`${event} ${JSON.stringify(ids)}`)
  const named = { ...policy, escalateTo: 'ethics-1' as OfficerId }
  const jobs = jobsOfTheStore({ clock, log: { info: warn, warn }, policy: named }, store)
  for (const [, job] of Object.entries(jobs)) await job().catch(() => undefined)
  expect(lines).toEqual([])
  const days = await looking(
    server.url('postgres'),
    (sql) => sql`select received_on::text as day from "case" order by 1`,
  )
  expect(days.map(({ day }) => day)).toEqual([MONDAY_OF_FILING, MONDAY_OF_FILING, MONDAY_OF_FILING])
  expect(await store.releases.trouble(MONDAY_OF_FILING)).toMatchObject({ waits: false })
  await store.close()
})
