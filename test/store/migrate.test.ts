import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../src/store/migrate.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const applied = () =>
  looking(database.superuser, async (sql) => {
    const rows = await sql`select hash from drizzle.__drizzle_migrations order by id`
    return rows.map((row) => row['hash'])
  })

async function emptied(): Promise<void> {
  await looking(database.superuser, (sql) =>
    sql.unsafe(
      `drop schema public cascade; drop schema if exists drizzle cascade; drop schema if exists pgboss cascade;
       create schema public authorization pg_database_owner; grant usage on schema public to public`,
    ),
  )
}

test('two instances that start at the same moment migrate once, and a later start does nothing', async () => {
  await emptied()
  await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)])
  const once = await applied()
  await migrate(database.url)
  expect(await applied()).toEqual(once)
  const files = await readdir(join(import.meta.dirname, '..', '..', 'migrations'))
  expect(once).toHaveLength(files.filter((file) => file.endsWith('.sql')).length)
})

test('every refusal says why', async () => {
  const folder = join(import.meta.dirname, '..', '..', 'migrations')
  const text = await readFile(join(folder, '0002_refusals.sql'), 'utf8')
  const blocks = text.split(/\n\n/).filter((block) => /^create trigger/m.test(block))
  expect(blocks.length).toBeGreaterThan(8)
  for (const block of blocks) expect(block).toMatch(/^-- /)
})

test('a database that is away is said to be away', async () => {
  const gone = new URL(database.url)
  gone.searchParams.set('host', '/nowhere.invalid')
  await expect(migrate(gone.href)).rejects.toMatchObject({ code: 'DATABASE_AWAY' })
})
