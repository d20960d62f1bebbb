import { createHmac, type Hmac } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { emptied, migratedBefore } from '../fixtures/older-database.ts'
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

test('two instances that start at the same moment migrate once, and a later start does nothing', async () => {
  await emptied(database)
  await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)])
  const once = await applied()
  await migrate(database.url)
  expect(await applied()).toEqual(once)
  const files = await readdir(join(import.meta.dirname, '..', '..', 'migrations'))
  expect(once).toHaveLength(files.filter((file) => /^\d{4}_/.test(file)).length)
})

test('T-136 letters and files from before ids were of their case alone go on where they were', async () => {
  await emptied(database)
  await migratedBefore(database, '_case_keys')
  const [given, letter, waits, up] = ['c', 'm', 'w', 'u'].map((one) => one.repeat(22))
  const body = JSON.stringify({ letters: [{ id: waits, case: given, attachments: [up] }] })
  await looking(database.superuser, async (sql) => {
    await sql.unsafe(`
      set session_replication_role = replica;
      insert into message (id, case_id, n, dir, seq, kind, day)
      values ('${letter}', '${given}', 1, 'r>o', 1, 'concern', '2026-11-09');
      insert into envelope (message_id, data) values ('${letter}', 'sealed');
      insert into message_key (message_id, role, reader, packet) values ('${letter}', 'officer', 'a', 'p');
      insert into attachment (id, message_id, size) values ('f', '${letter}', 1);
      insert into attachment_piece (attachment_id, n, data) values ('f', 0, 'x');
      insert into upload (id, size, day, message_id) values
        ('${up}', 1, '2026-11-09', '${waits}'), ('${'g'.repeat(22)}', 1, '2026-11-09', 'gone');
      insert into upload_piece (upload_id, n, data) values ('${up}', 0, 'x');
      insert into letterbox (id, office, day, lookup, n, act, body)
      values ('r', 'ethics', '2026-11-09', 'l', 2, 'added', convert_to('${body}', 'UTF8'));
      set session_replication_role = origin;`)
  })
  await migrate(database.url)
  const rows = await looking(
    database.superuser,
    (sql) => sql`
      select 'envelope' as of, case_id, message_id from envelope
      union all select 'key', case_id, message_id from message_key
      union all select 'file', case_id, message_id from attachment
      union all select 'piece', case_id, attachment_id from attachment_piece
      union all select 'upload', case_id, file_id from upload order by 1`,
  )
  expect(rows.map(({ of, case_id, message_id }) => [of, case_id, message_id])).toEqual([
    ['envelope', given, letter],
    ['file', given, letter],
    ['key', given, letter],
    ['piece', given, 'f'],
    ['upload', given, up],
  ])
  const forced = await looking(
    database.superuser,
    (sql) => sql`select relname from pg_class where relrowsecurity and not relforcerowsecurity`,
  )
  expect([...forced]).toEqual([])
})

test('the day on which what waits was written anew goes on under the table’s new name', async () => {
  await emptied(database)
  await migratedBefore(database, '_names_of_the_field')
  await looking(database.superuser, (sql) =>
    sql.unsafe(`insert into settled (what, day) values ('letterbox', '2026-11-09')`),
  )
  await migrate(database.url)
  const rows = await looking(
    database.superuser,
    (sql) => sql`select what, day::text from table_rewrite`,
  )
  expect([...rows]).toEqual([{ what: 'delayed_inbox', day: '2026-11-09' }])
})

test('a migration changes rows only where its rules let it see them', async () => {
  const folder = join(import.meta.dirname, '..', '..', 'migrations')
  // Found no row; `_table_rewrite` made up for it.
  const blind = ['0036_names_of_the_field.sql']
  const matches: string[] = []
  const rules = await readFile(join(folder, 'row_level_security.sql'), 'utf8')
  const bare = (table: string | undefined) =>
    table === 'policy' && !/^alter table policy /m.test(rules)
  for (const file of (await readdir(folder)).filter((name) => /^\d{4}_/.test(name))) {
    const open = new Set<string>()
    let role = false
    const text = (await readFile(join(folder, file), 'utf8')).replaceAll(/\$\$.*?\$\$/gs, '')
    for (const line of text.split('\n')) {
      if (/^set local role/.test(line)) role = true
      if (/^reset role/.test(line)) role = false
      const [, opened] = /^alter table (\S+) no force/.exec(line) ?? []
      if (opened !== undefined) open.add(opened)
      const [, changed] = /^(?:update|delete from|insert into) (\S+)/.exec(line) ?? []
      if (changed !== undefined && !role && !open.has(changed) && !bare(changed)) matches.push(file)
    }
  }
  expect(matches).toEqual(blind)
})

test('every refusal says why', async () => {
  const folder = join(import.meta.dirname, '..', '..', 'migrations')
  const text = await readFile(join(folder, 'functions', 'refuse.sql'), 'utf8')
  const blocks = text.split(/\n\n/).filter((block) => /^create or replace trigger/m.test(block))
  expect(blocks.length).toBeGreaterThan(20)
  for (const block of blocks) expect(block).toMatch(/^-- /)
})

test('a database that is away is said to be away', async () => {
  const gone = new URL(database.url)
  gone.searchParams.set('host', '/nowhere.invalid')
  await expect(migrate(gone.href)).rejects.toMatchObject({ code: 'DATABASE_AWAY' })
})

test('what waits to be told when the database is upgraded is still found by its case', async () => {
  await emptied(database)
  await migratedBefore(database, '_causes_of_a_day')
  const hmac = await readFile(
    join(import.meta.dirname, '..', '..', 'migrations', 'functions', 'hmac_sha256.sql'),
    'utf8',
  )
  const [key, id] = [Buffer.alloc(32, 7), Buffer.alloc(16, 9)]
  const word = (...of: readonly (string | Buffer)[]) =>
    of.reduce<Hmac>((mac, part) => mac.update(part), createHmac('sha256', key)).digest('hex')
  await looking(database.superuser, async (sql) => {
    await sql.unsafe(hmac.replace('set local role aside_keeper;', ''))
    await sql`alter function hmac_sha256 owner to aside_keeper`
    await sql.unsafe(`
      set session_replication_role = replica;
      insert into case_key (case_id, key) values ('c', '\\x${key.toString('hex')}');
      insert into officer_address (officer, notification_channel, address, since)
      values ('ethics-1', 'teams', 'a', '2026-11-09');
      insert into outbox (id, notification_channel, address, day, causes) values
        ('\\x${id.toString('hex')}', 'teams', 'a', '2026-11-09',
          array['\\x${word('aside notification 1\0', id)}'::bytea]),
        ('to a person', 'teams', 'b', '2026-11-09', '{}')`)
  })
  await migrate(database.url)
  const rows = await looking(
    database.superuser,
    (sql) => sql`select encode(causes[1], 'hex') as word from outbox order by address`,
  )
  const days = Buffer.alloc(4)
  days.writeInt32BE((Date.UTC(2026, 10, 9) - Date.UTC(2000, 0, 1)) / 86_400_000)
  expect(rows.map((row) => row['word'])).toEqual([
    word('aside notification 2\0', days, 'ethics-1'),
    null,
  ])
})
