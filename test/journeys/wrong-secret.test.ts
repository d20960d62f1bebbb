import { afterEach, beforeEach, expect, test } from 'vitest'
import { check } from '#cli/check.ts'
import { acceptSecret } from '#cli/secret.ts'
import { addresses } from '#crypto/addresses.ts'
import { serverKeys } from '#crypto/server-keys.ts'
import { day } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { systemChance } from '#domain/case/ids.ts'
import { OPERATOR_CODES } from '#errors.ts'
import { jsonLog } from '#log.ts'
import { start } from '#main.ts'
import { bytes } from '../fixtures/filing.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { openAt } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'
import { environment, prepare, roots, settings } from './production.ts'

const [ONE, TWO, WRONG] = ['11'.repeat(32), '22'.repeat(32), '33'.repeat(32)] as const
type Secrets = Readonly<{ ASIDE_SECRET: string; ASIDE_SECRET_OLD?: string }>
let database: FreshDatabase
let log: string[]
beforeEach(async () => {
  log = []
  database = await freshDatabase()
  await prepare(database.url, { root: (await roots()).good })
})
afterEach(() => database.drop())

const sealedBy = (secret: string) => addresses(serverKeys(Buffer.from(secret, 'hex')), systemChance)

/** Starts with these secrets and stops again. @returns why it did not start */
async function outcome(secrets: Secrets): Promise<string> {
  const { config, secrets: read } = await settings({ DATABASE_URL: database.url, ...secrets })
  const lines = jsonLog(
    (line) => log.push(JSON.parse(line).event),
    () => new Date(),
  )
  try {
    await (await start(config, read, lines)).stop()
    return 'started'
  } catch (thrown) {
    return `${Reflect.get(Object(thrown), 'code')} ${Reflect.get(Object(thrown), 'ids')?.why}`
  }
}

/** What `check` says of the secret. */
async function finding(secrets: Secrets) {
  const env = await environment({ DATABASE_URL: database.url, ...secrets })
  return (await check(env)).find(({ what }) =>
    /SECRET_UNKNOWN|ASIDE_SECRET is (the|not)/.test(what),
  )
}

async function pairs(id: string, secret: string): Promise<void> {
  const store = await openAt(database.url)
  const [code, now, on] = [bytes(32), new Date(), day('2026-11-01')]
  const offices = [{ office: 'ethics', role: 'officer' }] as const
  await store.people.upsert({ id: id as OfficerId, issuer: 'idp', subject: id, offices }, on)
  await store.officerAddresses.offer(code, id as OfficerId, new Date(now.getTime() + 60_000))
  await store.officerAddresses.pair(code, await sealedBy(secret).seal(id), now, on)
  await store.outbox.put(await sealedBy(secret).seal('a person'), day('2026-11-01'))
  await store.close()
}

/** Everything that is made with the secret and can be given up, with the transaction that wrote it. */
const sealedRows = () =>
  looking(database.superuser, async (sql) =>
    JSON.stringify([
      await sql`select xmin::text, * from officer_address order by officer`,
      await sql`select xmin::text, * from outbox order by id`,
      await sql`select xmin::text, * from filing_key order by id`,
      await sql`select xmin::text, * from policy order by hash`,
    ]),
  )

test('case 86 a start with a secret that the database does not know is refused, and loses nothing', async () => {
  expect(await outcome({ ASIDE_SECRET: ONE })).toBe('started')
  expect(await outcome({ ASIDE_SECRET: WRONG })).toBe('SECRET_UNKNOWN not_published')
  await pairs('ethics-1', ONE)
  const before = await sealedRows()
  const secrets = { ASIDE_SECRET: WRONG, ASIDE_SECRET_OLD: TWO }
  expect(await outcome(secrets)).toBe('SECRET_UNKNOWN not_published')
  expect(await finding(secrets)).toEqual({
    level: 'fail',
    what: `A start is refused: SECRET_UNKNOWN (not_published). ${OPERATOR_CODES.SECRET_UNKNOWN}`,
  })
  expect(await sealedRows()).toBe(before)
  expect(log).toContain('not_fit')
  expect(log).not.toContain('addresses_lost')
  expect(await outcome({ ASIDE_SECRET: ONE })).toBe('started')
  expect(await finding({ ASIDE_SECRET: ONE })).toMatchObject({ level: 'ok' })
})

test('case 86 after a rotation the former secret alone is no secret of the database, whether it opens no chat or not every one', async () => {
  await outcome({ ASIDE_SECRET: ONE })
  await pairs('ethics-1', ONE)
  expect(await outcome({ ASIDE_SECRET: TWO, ASIDE_SECRET_OLD: ONE })).toBe('started')
  const before = await sealedRows()
  expect(await outcome({ ASIDE_SECRET: ONE })).toBe('SECRET_UNKNOWN opens_no_chat')
  expect(await finding({ ASIDE_SECRET: ONE })).toMatchObject({ level: 'fail' })
  expect(await sealedRows()).toBe(before)
  await looking(database.superuser, (sql) =>
    sql`alter table filing_key disable trigger user`.then(
      () =>
        sql`update filing_key set since = since - 9 where id in (select id from filing_key order by ctid limit 1)`,
    ),
  )
  await pairs('hr-1', ONE)
  expect(await outcome({ ASIDE_SECRET: ONE })).toBe('SECRET_UNKNOWN newer_published')
  expect(await outcome({ ASIDE_SECRET: TWO, ASIDE_SECRET_OLD: ONE })).toBe('started')
  expect(await outcome({ ASIDE_SECRET: TWO })).toBe('started')
  expect(log).not.toContain('addresses_lost')
  expect(await finding({ ASIDE_SECRET: TWO, ASIDE_SECRET_OLD: WRONG })).toMatchObject({
    level: 'warn',
  })
})

test('case 86 chats without a published key are proof enough', async () => {
  await pairs('ethics-1', ONE)
  expect(await outcome({ ASIDE_SECRET: WRONG })).toBe('SECRET_UNKNOWN opens_no_chat')
  expect(await outcome({ ASIDE_SECRET: ONE })).toBe('started')
})

test('a secret that is lost for good makes way for another only when somebody says so', async () => {
  await outcome({ ASIDE_SECRET: ONE })
  await pairs('ethics-1', ONE)
  const env = (secret: string) => environment({ DATABASE_URL: database.url, ASIDE_SECRET: secret })
  const before = await sealedRows()
  expect(await acceptSecret(await env(ONE))).toContain('Nothing was changed')
  expect(await sealedRows()).toBe(before)
  expect(await acceptSecret(await env(WRONG))).toMatch(/paired again: 1\.$/)
  expect(await outcome({ ASIDE_SECRET: WRONG })).toBe('started')
  expect(await outcome({ ASIDE_SECRET: WRONG })).toBe('started')
  const rows = await looking(database.superuser, (sql) => sql`select lost_on from officer_address`)
  expect(rows.map(({ lost_on }) => lost_on === null)).toEqual([false])
})
