import { afterAll, beforeAll, expect, test } from 'vitest'
import { isSuperuser } from '#db/roles/superuser.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'

const ROLES = ['aside_intake', 'aside_reporter', 'aside_desk', 'aside_duty', 'aside_register']
const DENIED = '42501'
let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

test.each(ROLES)('T-103 %s is no superuser and sees no password', async (role) => {
  const [row] = await looking(
    database.superuser,
    (sql) =>
      sql`select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls
          from pg_roles where rolname = ${role}`,
  )
  expect(Object.values(row ?? {})).toEqual(Array.from({ length: 5 }, () => false))
  expect(await refusedWith(database.url, 'select * from pg_authid', role)).toBe(DENIED)
  expect(await refusedWith(database.url, 'create table mine (a int)', role)).toBe(DENIED)
  expect(await refusedWith(database.url, "copy mark to program 'cat'", role)).toBe(DENIED)
})

test.each([
  ['the intake reads no case', 'aside_intake', 'select id from "case"'],
  ['the intake reads no envelope', 'aside_intake', 'select * from envelope'],
  ['the intake reads no key packet', 'aside_intake', 'select * from message_key'],
  [
    'the intake reads no receipt beyond which places are taken',
    'aside_intake',
    'select locked_key from receipt',
  ],
  ['the intake changes no case', 'aside_intake', 'update "case" set state = \'closed\''],
  ['the intake does not read the ledger', 'aside_intake', 'select * from ledger'],
  ['the way back sees no ledger', 'aside_reporter', 'select * from ledger'],
  ['the way back sees no session', 'aside_reporter', 'select * from session'],
  [
    'the way back makes no reader',
    'aside_reporter',
    "insert into reader values ('c', 'o', '2026-01-01', null, 'filed')",
  ],
  ['the desk sees no receipt', 'aside_desk', 'select * from receipt'],
  [
    'the desk makes no reader',
    'aside_desk',
    "insert into reader values ('c', 'o', '2026-01-01', null, 'filed')",
  ],
  [
    'the desk moves no received day',
    'aside_desk',
    'update "case" set received_on = \'2026-01-01\'',
  ],
  ["the desk changes no case's office", 'aside_desk', 'update "case" set office = \'hr\''],
  [
    'the desk writes no line of the ledger by hand',
    'aside_desk',
    "insert into ledger values (1, 1, '2026-01-01', null, 'officer', 'a', 'a', null, 'a', 'a')",
  ],
  ['the desk does not read the ledger', 'aside_desk', 'select * from ledger'],
  ['the desk shreds nothing', 'aside_desk', "select shred_case('c', 'r', '2026-01-01', 'settled')"],
  ['the desk hands out no case unseen', 'aside_desk', "select * from sealed_letters('AAA-AAA')"],
  ['duties read no envelope', 'aside_duty', 'select * from envelope'],
  ['duties read no key packet', 'aside_duty', 'select * from message_key'],
  ['duties read no receipt', 'aside_duty', 'select * from receipt'],
  ["duties do not see the person's key", 'aside_duty', 'select reporter_certificate from "case"'],
  ['duties write no line of the ledger by hand', 'aside_duty', 'delete from ledger'],
  ['the register sees no case', 'aside_register', 'select * from "case"'],
  [
    'the register rewrites no mark',
    'aside_register',
    "update environment_marker set kind = 'demo'",
  ],
])('T-103 %s', async (_, role, statement) => {
  expect(await refusedWith(database.url, statement, role)).toBe(DENIED)
})

test('T-103 the server is told apart from a superuser, so that it can refuse to be one', async () => {
  expect(await isSuperuser(database.url)).toBe(false)
  expect(await isSuperuser(database.superuser)).toBe(true)
})

test('T-103 nobody comes in without the password', async () => {
  const url = new URL(database.url)
  url.password = 'guessed'
  expect(await refusedWith(url.href, 'select 1')).toBe('28P01')
})

test('every function that acts for the keeper says where its names come from', async () => {
  const rows = await looking(
    database.superuser,
    (sql) => sql`select proname from pg_proc
      where prosecdef and pronamespace = 'public'::regnamespace
        and not coalesce(proconfig, '{}') @> array['search_path=pg_catalog, public, pg_temp']`,
  )
  expect([...rows]).toEqual([])
  const strangers = await looking(
    database.superuser,
    (sql) => sql`select proname from pg_proc p join pg_roles r on r.oid = p.proowner
      where prosecdef and pronamespace = 'public'::regnamespace and r.rolname <> 'aside_keeper'`,
  )
  expect([...strangers]).toEqual([])
})
