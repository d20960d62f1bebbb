import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '#clock.ts'
import { addresses } from '#crypto/addresses.ts'
import { serverKeys } from '#crypto/server-keys.ts'
import { dayIn } from '#domain/case/day.ts'
import { systemChance } from '#domain/case/ids.ts'
import { postmaster } from '#embedded-postgres/postmaster.ts'
import { prepare as place } from '#embedded-postgres/start.ts'
import { jsonLog } from '#log.ts'
import { type Running, start } from '#main.ts'
import { bytes, officerA } from '../fixtures/filing.ts'
import { ask } from '../fixtures/http.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { openAt } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'
import { POLICY } from '../fixtures/whole.ts'
import { environment, prepare, roots, settings } from './production.ts'

const MAIN = join(import.meta.dirname, '../../src/main.ts')
const lines: string[] = []
const log = jsonLog(
  (line) => lines.push(line),
  () => systemClock.now(),
)
let database: FreshDatabase
beforeEach(async () => {
  lines.length = 0
  database = await freshDatabase()
})
afterEach(() => database.drop())

async function starting(change: Readonly<Record<string, string | undefined>> = {}) {
  const { config, secrets } = await settings({ DATABASE_URL: database.url, ...change })
  return start(config, secrets, log)
}

/** What a start that is refused says of every problem. */
async function refused(change: Readonly<Record<string, string | undefined>> = {}) {
  await expect(starting(change)).rejects.toMatchObject({ name: 'AppError' })
  const events = lines.map((line) => JSON.parse(line))
  expect(events.filter(({ event }) => event === 'listening')).toEqual([])
  return events
    .filter(({ event }) => event === 'not_fit')
    .map(({ code, names, why, database: of }) => [code, names ?? of, why].filter(Boolean).join(' '))
}

/** Connections that are still open to this test's database. */
async function connected(): Promise<number> {
  const [row] = await looking(
    database.superuser,
    (sql) => sql`
      select count(*)::int as open from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  )
  return row?.['open']
}

test('an installation with everything in order starts, answers under its public name, and ends', async () => {
  await prepare(database.url, { root: (await roots()).good })
  const running: Running = await starting()
  const port = Number(new URL(running.url).port)
  const heard = await ask(port, '/healthz', { headers: { host: 'aside.invalid' } })
  expect(heard.status).toBe(200)
  const here = { headers: { host: `127.0.0.1:${port}` } }
  expect((await ask(port, '/healthz', here)).status).toBe(200)
  expect((await ask(port, '/readyz', here)).status).toBe(421)
  const unsigned = await ask(port, '/api/messages', {
    method: 'POST',
    headers: { host: 'aside.invalid', 'content-type': 'application/json' },
    body: '{"type":"message","channelId":"msteams"}',
  })
  expect([400, 401]).toContain(unsigned.status)
  expect(unsigned.text).toBe('')
  expect((await ask(port, '/api/demo/key', { headers: { host: 'aside.invalid' } })).status).toBe(
    404,
  )
  await running.stop()
  await expect.poll(connected, { timeout: 60_000 }).toBe(0)
  const store = await openAt(database.url)
  expect(await store.environmentMarker.read()).toBe('production')
  await store.close()
})

test('a start seals addresses anew that the secret before sealed, so that dropping it costs nobody a message', async () => {
  await prepare(database.url, { root: (await roots()).good })
  const [before, now] = ['cd', 'ef'].map((two) => two.repeat(32)) as [string, string]
  const by = (secret: string) => addresses(serverKeys(Buffer.from(secret, 'hex')), systemChance)
  const store = await openAt(database.url)
  const on = dayIn('UTC', systemClock.now())
  await store.people.upsert({ id: officerA, issuer: 'idp', subject: officerA, offices: [] }, on)
  const until = new Date(systemClock.now().getTime() + 60_000)
  await store.officerAddresses.offer(bytes(32).fill(1), officerA, until)
  const sealed = await by(before).seal('a chat')
  await store.officerAddresses.pair(bytes(32).fill(1), sealed, systemClock.now(), on)
  await (await starting({ ASIDE_SECRET: now, ASIDE_SECRET_OLD: before })).stop()
  const renewed = await store.officerAddresses.of(officerA)
  expect(await by(now).open(renewed?.address ?? sealed)).toBe('a chat')
  await expect(starting({ ASIDE_SECRET: before })).rejects.toMatchObject({ code: 'SECRET_UNKNOWN' })
  await (await starting({ ASIDE_SECRET: now })).stop()
  expect(await store.officerAddresses.of(officerA)).toEqual({ ...renewed, lostOn: null })
  await store.close()
})

test('with a roster whose days are over it starts, says so, and takes nothing', async () => {
  await prepare(database.url, { root: (await roots()).good, age: 36 })
  const running = await starting()
  const port = Number(new URL(running.url).port)
  const headers = { host: 'aside.invalid' }
  expect((await ask(port, '/privacy', { headers })).status).toBe(200)
  expect((await ask(port, '/readyz', { headers })).text).toContain('NO_READER')
  const events = lines.map((line) => JSON.parse(line))
  expect(events.filter(({ event }) => event === 'nothing_can_be_received')).toEqual([
    expect.objectContaining({ code: 'ROSTER_REFUSED', why: 'expired' }),
  ])
  await running.stop()
})

describe('T-71 T-103 T-127 T-128 a server is refused as production', () => {
  test('by a login that could pass over every rule, before it makes a single table', async () => {
    const url = new URL(database.superuser)
    url.pathname = '/postgres'
    const tables = () =>
      looking(
        url.href,
        async (sql) => (await sql`select from pg_tables where schemaname = 'public'`).length,
      )
    const before = await tables()
    expect(await refused({ DATABASE_URL: url.href })).toEqual([
      'CONFIG_INVALID DATABASE_URL superuser',
    ])
    expect(await tables()).toBe(before)
  })

  test('on a database that was a demo once', async () => {
    await prepare(database.url, { mark: 'demo', root: (await roots()).good })
    expect(await refused()).toEqual(['DEMO_REFUSED other'])
  })

  test('with a roster that the demo’s root signed, also when somebody pinned it', async () => {
    const { demo } = await roots()
    await prepare(database.url, { root: demo })
    expect(await refused({ ASIDE_ROOT_FINGERPRINT: demo.fingerprint })).toEqual([
      'ROSTER_REFUSED demo_root',
    ])
  })

  test.each([
    ['none was published', {}, 'ROSTER_MISSING'],
    ['another root signed it', { root: 'demo' }, 'ROSTER_REFUSED root_not_pinned'],
  ] as const)('without a roster that counts: %s', async (_, has: { root?: 'demo' }, code) => {
    await prepare(database.url, has.root === undefined ? {} : { root: (await roots()).demo })
    expect(await refused()).toEqual([code])
  })

  test('with a number of the demo, which somebody in danger would call', async () => {
    await prepare(database.url, { root: (await roots()).good })
    expect(await refused({ ASIDE_POLICY: POLICY })).toEqual([
      'CONFIG_INVALID ASIDE_POLICY demo_numbers',
    ])
  })

  test('and every problem is named at once, nothing is marked, and nothing stays open', async () => {
    await prepare(database.url, { mark: 'demo' })
    expect(await refused({ ASIDE_POLICY: POLICY })).toEqual([
      'DEMO_REFUSED other',
      'CONFIG_INVALID ASIDE_POLICY demo_numbers',
      'ROSTER_MISSING',
    ])
    await expect.poll(connected, { timeout: 60_000 }).toBe(0)
  })

  test('a refused start claims nothing: the database may still become a demo', async () => {
    expect(await refused()).toEqual(['ROSTER_MISSING'])
    const store = await openAt(database.url)
    expect(await store.environmentMarker.read()).toBeNull()
    await store.close()
  })

  test('and ends the embedded database that it started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aside-data-'))
    expect(await refused({ DATABASE_URL: undefined, ASIDE_DATA: folder })).toEqual([
      'ROSTER_MISSING',
    ])
    const { data, mode } = await place(join(folder, 'postgres'))
    expect(await postmaster(data)).toBeNull()
    rmSync(mode.base, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('as a process', () => {
  function run(env: Readonly<Record<string, string | undefined>>) {
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const output: string[] = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => output.push(String(chunk)))
    }
    return new Promise<{ code: number | null; output: string }>((done) => {
      child.once('close', (code) => done({ code, output: output.join('') }))
    })
  }

  test('without credentials it ends at once, and names everything that is missing', async () => {
    const { code, output } = await run({})
    expect(code).toBe(1)
    const line = JSON.parse(output.trim().split('\n').at(-1) ?? '')
    expect(line).toMatchObject({ event: 'refused_to_start', code: 'CONFIG_INVALID' })
    const { PORT: _, ASIDE_POLICY: __, ...needed } = await environment()
    for (const name of Object.keys(needed)) expect(line.names).toContain(name)
  })

  test('on a demo’s database it ends by itself, and repeats no secret', async () => {
    await prepare(database.url, { mark: 'demo' })
    const env = await environment({ DATABASE_URL: database.url })
    const { code, output } = await run(env)
    expect(code).toBe(1)
    expect(output).toContain('DEMO_REFUSED')
    for (const secret of [env['ASIDE_SECRET'], env['MICROSOFT_APP_PASSWORD'], database.url]) {
      expect(output).not.toContain(secret)
    }
  })
})
