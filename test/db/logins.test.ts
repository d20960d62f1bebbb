import {
  chmodSync,
  closeSync,
  linkSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseLogins } from '#cli/database-logins.ts'
import { migrate } from '#db/migrate.ts'
import { pool } from '#db/pool.ts'
import { connectionAs, makeLogins } from '#db/roles/logins.ts'
import { ROLES, type Role } from '#db/roles/role.ts'
import { trespasses } from '#db/roles/try-privileges.ts'
import { attachEmbedded } from '#embedded-postgres/start.ts'
import { nullLog } from '#log.ts'
import { ofAnyDay } from '../fixtures/any-day.ts'
import { filing } from '../fixtures/filing.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { openAt } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'

const DENIED = '42501'
const TAKEN = '23505'
let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  const store = await openAt(database.url)
  await store.intake.file(filing())
  await store.close()
})
afterAll(() => database.drop())

const OTHERS = ['aside_keeper', 'aside', 'postgres', ...ROLES]

/** As a pool of the server comes in. */
async function refusedAs(role: Role, statement: string): Promise<string | null> {
  const sql = pool(database.url, role, 1)
  try {
    return await sql.unsafe(statement).then(
      () => null,
      (thrown: { code?: string }) => thrown.code ?? 'none',
    )
  } finally {
    await sql.end({ timeout: 1 })
  }
}

describe('T-103 a fault in one part of the server is no fault in the others', () => {
  test.each(ROLES)(
    '%s comes in with a login of its own and can become nobody else',
    async (role) => {
      expect(connectionAs(database.url, role).username).toBe(role)
      for (const other of OTHERS.filter((one) => one !== role)) {
        expect([other, await refusedAs(role, `set role "${other}"`)]).toEqual([other, DENIED])
        const taken = `set session authorization "${other}"`
        expect([other, await refusedAs(role, taken)]).toEqual([other, DENIED])
      }
      expect(await refusedAs(role, 'reset role')).toBeNull()
      const [row] = await looking(
        database.superuser,
        (sql) => sql<{ memberships: number; password: string }[]>`
        select count(m.roleid)::int as memberships from pg_roles r
        left join pg_auth_members m on m.member = r.oid where r.rolname = ${role}`,
      )
      expect(row?.memberships).toBe(0)
    },
  )

  test('all of that is tried by check, with what else no part may do', async () => {
    expect(await trespasses(database.url)).toEqual([])
    const one = new URL(database.url)
    one.searchParams.delete('logins')
    const through = await trespasses(one.href)
    for (const role of ROLES) {
      expect(through.filter((each) => each.role === role).length).toBeGreaterThan(3)
    }
    expect(through.every(({ what }) => what.startsWith('set role'))).toBe(true)
  })

  test.each(['reader', 'event', 'message', 'exclusion', 'receipt'])(
    'it tries on an empty database too whether the intake adds a row to %s of a case that is there, and leaves none',
    async (table) => {
      const empty = await freshDatabase()
      try {
        expect(await trespasses(empty.url)).toEqual([])
        await looking(empty.superuser, (sql) =>
          sql.unsafe(`alter table ${table} disable trigger ${table}_is_of_a_new_case`),
        )
        const through = await trespasses(empty.url)
        expect(through.map(({ role, what }) => [role, what.split(' ')[2]])).toEqual([
          ['aside_intake', table],
        ])
        const rows = await looking(
          empty.superuser,
          (sql) =>
            sql`select (select count(*)::int from "case") as cases, (select count(*)::int from outbox) as notices`,
        )
        expect([...rows]).toEqual([{ cases: 0, notices: 0 }])
      } finally {
        await empty.drop()
      }
    },
  )

  test('the passwords stand in a file that only we may read, and each is another', () => {
    const file = new URL(database.url).searchParams.get('logins') ?? ''
    expect(statSync(file).mode & 0o077).toBe(0)
    const passwords = readFileSync(file, 'utf8').trim().split('\n')
    expect(passwords.map((line) => line.split(':')[0])).toEqual([...ROLES])
    expect(new Set(passwords.map((line) => line.split(':')[1])).size).toBe(ROLES.length)
  })
})

describe('a data folder', () => {
  test('from before, without logins, has them after a start; its cases are there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aside-before-'))
    const first = await attachEmbedded(folder, nullLog)
    await migrate(first.url)
    const before = new URL(first.url)
    before.searchParams.delete('logins')
    await ofAnyDay(first.url)
    const given = filing()
    const then = await openAt(before.href)
    await then.intake.file(given)
    await then.close()
    // As it was: roles that nobody comes in with.
    await looking(before.href, async (sql) => {
      for (const role of ROLES) await sql.unsafe(`alter role ${role} nologin password null`)
    })
    await first.stop()
    rmSync(join(folder, 'logins'))
    const second = await attachEmbedded(folder, nullLog)
    await migrate(second.url)
    expect(await trespasses(second.url)).toEqual([])
    const now = await openAt(second.url)
    expect(await now.reporters.find(given.receipt.lookups)).toHaveLength(1)
    await now.close()
    await second.stop()
    rmSync(folder, { recursive: true })
  })
})

describe('elsewhere', () => {
  test('the verb makes the logins with the owner’s, and the server needs no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aside-logins-'))
    const known = new URL(database.url).searchParams.get('logins') ?? ''
    const file = join(folder, 'logins')
    // Roles are the server's, which other tests use: the same passwords.
    writeFileSync(file, readFileSync(known), { mode: 0o600 })
    const owner = new URL(database.url)
    owner.searchParams.delete('logins')
    const printed = await databaseLogins(owner.href, file)
    const url = /DATABASE_URL=(\S+)/.exec(printed)?.[1] ?? ''
    expect(new URL(url).password).toBe('')
    expect(url).not.toContain(owner.password)
    // Looks whether the tables are the newest, and opens everything.
    await migrate(url)
    const store = await openAt(url)
    await store.intake.file(filing())
    expect(await store.health.database()).toBe(true)
    await store.close()
    rmSync(folder, { recursive: true })
  })

  test('it leaves no password where somebody else may read it, whatever stood there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aside-logins-'))
    const known = readFileSync(new URL(database.url).searchParams.get('logins') ?? '')
    const at = (name: string, text: string | Buffer, mode: number) => {
      const file = join(folder, name)
      writeFileSync(file, text)
      chmodSync(file, mode)
      return file
    }
    const modeOf = (file: string) => statSync(file).mode & 0o777
    const empty = at('empty', '', 0o644)
    const open = openSync(empty, 'r')
    expect(makeLogins(empty)).toBe(false)
    expect(modeOf(empty)).toBe(0o600)
    expect(readFileSync(empty, 'utf8').split('\n')).toHaveLength(ROLES.length + 1)
    // Whoever had it open reads nothing.
    expect(readFileSync(open, 'utf8')).toBe('')
    closeSync(open)

    const owner = new URL(database.url)
    owner.searchParams.delete('logins')
    const whole = at('whole', known, 0o640)
    expect(await databaseLogins(owner.href, whole)).toContain('Not only you could read')
    expect([modeOf(whole), readFileSync(whole)]).toEqual([0o600, known])
    expect(await databaseLogins(owner.href, whole)).not.toContain('Not only you could read')

    const elsewhere = at('elsewhere', '', 0o644)
    symlinkSync(elsewhere, join(folder, 'link'))
    linkSync(elsewhere, join(folder, 'hard'))
    for (const name of ['link', 'hard']) {
      expect(() => makeLogins(join(folder, name))).toThrow(
        expect.objectContaining({ code: 'CONFIG_INVALID' }),
      )
    }
    expect(readFileSync(elsewhere, 'utf8')).toBe('')
    expect(readdirSync(folder).toSorted()).toEqual(['elsewhere', 'empty', 'hard', 'link', 'whole'])
    rmSync(folder, { recursive: true })
  })

  test('a file that is not there, or of something else, is refused by a code', () => {
    const at = (file: string) => () =>
      connectionAs(`postgres://db.invalid/aside?logins=${encodeURIComponent(file)}`, 'aside_desk')
    expect(at('/nowhere/logins')).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
    expect(at(import.meta.filename)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
  })
})

describe('T-103 the rights of the intake end with the transaction that makes a case', () => {
  const inserts: readonly (readonly [table: string, statement: string, state?: string])[] = [
    [
      'reader',
      `insert into reader (case_id, officer, since, reason, office) select id, 'x', current_date, 'filed', 'ethics' from known`,
    ],
    [
      'event',
      `insert into event (case_id, n, day, act, actor) select id, 9, current_date, 'received', 'reporter' from known`,
    ],
    [
      'message',
      `insert into message (id, case_id, n, dir, seq, kind, day) select repeat('m', 22), id, 9, 'r>o', 9, 'addition', current_date from known`,
    ],
    ['exclusion', `insert into exclusion (case_id, tag) select id, '\\x00' from known`],
    [
      'consent',
      `insert into consent (case_id, n, agreed, day) select id, 9, true, current_date from known`,
      DENIED,
    ],
    [
      'receipt',
      `insert into receipt (lookup, case_id, kind, locked_key) select sha256('x'), id, 'words', '\\x00' from known`,
    ],
    ['case_key', `insert into case_key (case_id, key) select id, '\\x00' from known`, TAKEN],
    [
      'envelope',
      `insert into envelope (case_id, message_id, data) select id, letter, '\\x00' from known`,
      TAKEN,
    ],
    [
      'message_key',
      `insert into message_key (case_id, message_id, role, reader, packet) select id, letter, 'officer', 'x', '\\x00' from known`,
    ],
  ]

  test.each(inserts)(
    'it puts no %s into a case that is there',
    async (_, statement, state = 'AS001') => {
      const [known] = await looking(
        database.superuser,
        (sql) => sql<{ id: string; letter: string }[]>`
        select c.id, m.id as letter from "case" c join message m on m.case_id = c.id limit 1`,
      )
      const given = `with known as (select '${known?.id}'::text as id, '${known?.letter}'::text as letter) ${statement}`
      expect(await refusedAs('aside_intake', given)).toBe(state)
      const one = new URL(database.url)
      one.searchParams.delete('logins')
      expect(await refusedWith(one.href, given, 'aside_intake')).toBe(state)
    },
  )

  test('it lists no receipts, and finds one only by its value', async () => {
    for (const what of ['lookup', 'count(*)', '*', 'ctid']) {
      expect(await refusedAs('aside_intake', `select ${what} from receipt`)).toBe(DENIED)
    }
    const sql = pool(database.url, 'aside_intake', 1)
    const [known] = await looking(
      database.superuser,
      (own) => own<{ lookup: Buffer }[]>`select lookup from receipt`,
    )
    const rows = await sql`
      select first_free_lookup(array[${known?.lookup ?? null}]::bytea[]) as taken, first_free_lookup(array[sha256('new')]) as free`
    await sql.end({ timeout: 1 })
    expect(rows[0]?.['taken']).toBeNull()
    expect(rows[0]?.['free']).not.toBeNull()
  })

  test('nor a file, which the keeper moves for it', async () => {
    const [known] = await looking(
      database.superuser,
      (sql) => sql<{ id: string; letter: string }[]>`
        select c.id, m.id as letter from "case" c join message m on m.case_id = c.id limit 1`,
    )
    const [id = '', letter = ''] = [known?.id, known?.letter]
    const begun = `insert into upload (id, size, day, case_id, message_id, file_id)
      values (repeat('u', 22), 1, current_date, '${id}', '${letter}', repeat('f', 22))`
    expect(await refusedWith(database.superuser, begun)).toBeNull()
    expect(await refusedAs('aside_intake', `select move_attachments('${id}', '${letter}')`)).toBe(
      'AS001',
    )
  })
})

test('a file of logins that cannot be written has its own code, and what the system said', async () => {
  const file = join(tmpdir(), 'aside-no-such-folder', 'logins')
  await expect(databaseLogins(database.url, file)).rejects.toMatchObject({
    code: 'FILE_UNWRITABLE',
    ids: { names: 'logins', system: 'ENOENT' },
  })
})
