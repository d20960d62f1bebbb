import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '#config.ts'
import { migrate } from '#db/migrate.ts'
import { CODES, type Code, OPERATOR_CODES } from '#errors.ts'
import { nullLog } from '#log.ts'
import { start } from '#main.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
import { startTlsServer, type TlsServer } from '../fixtures/tls-server.ts'
import { environment, prepare, roots } from './production.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
const OPERATIONS = readFileSync(
  join(import.meta.dirname, '..', '..', 'docs', 'operations.md'),
  'utf8',
)
const folder = mkdtempSync(join(tmpdir(), 'aside-start-'))
const file = join(folder, 'a-file')
let database: FreshDatabase
let tls: TlsServer
let old: TlsServer
beforeAll(async () => {
  writeFileSync(file, 'not a folder')
  ;[database, tls, old] = await Promise.all([
    freshDatabase(),
    startTlsServer(),
    startTlsServer({ from: -9, until: -2 }),
  ])
  await prepare(database.url, { root: (await roots()).good })
})
afterAll(async () => {
  await Promise.all([tls?.end(), old?.end()])
  rmSync(folder, { recursive: true, force: true })
})

type Env = Readonly<Record<string, string | undefined>>

/** What a start is refused with, as its code and what it names. */
async function refused(env: Env): Promise<unknown> {
  const set = await environment({ DATABASE_URL: database.url, ...env })
  try {
    const { config, secrets } = readConfig(set, (path) => readFileSync(path, 'utf8'))
    const running = await start(config, secrets, nullLog)
    await running.stop()
  } catch (thrown) {
    return thrown
  }
  return 'it started'
}

const changed = (url: string, change: (url: URL) => void) => {
  const other = new URL(url)
  change(other)
  return other.href
}

const TROUBLES: readonly (readonly [string, Code, object, () => Env | Promise<Env>])[] = [
  [
    'the database’s certificate is of nobody we trust',
    'DATABASE_UNTRUSTED',
    {},
    () => ({ DATABASE_URL: tls.url }),
  ],
  [
    'the password of the database is wrong',
    'DATABASE_LOGIN_REFUSED',
    {},
    () => ({
      DATABASE_URL: changed(database.url, (url) =>
        Object.assign(url, { password: 'canary-wrong' }),
      ),
    }),
  ],
  [
    'the database does not know the login',
    'DATABASE_LOGIN_REFUSED',
    {},
    () => ({
      DATABASE_URL: changed(database.url, (url) =>
        Object.assign(url, { username: 'canary-nobody' }),
      ),
    }),
  ],
  [
    'there is no database of that name',
    'DATABASE_NAME_UNKNOWN',
    {},
    () => ({
      DATABASE_URL: changed(database.url, (url) =>
        Object.assign(url, { pathname: '/canary-none' }),
      ),
    }),
  ],
  [
    'nobody answers there',
    'DATABASE_AWAY',
    {},
    () => ({ DATABASE_URL: 'postgres://aside:canary@127.0.0.1:9/aside' }),
  ],
  [
    'this machine has no such address',
    'HOST_UNUSABLE',
    { names: 'HOST' },
    () => ({ HOST: '203.0.113.7' }),
  ],
  [
    'the data folder lies behind a file',
    'FOLDER_UNWRITABLE',
    { names: 'ASIDE_DATA', system: 'ENOTDIR' },
    () => ({ DATABASE_URL: undefined, ASIDE_DATA: join(file, 'data') }),
  ],
  [
    'the data folder is where the system makes no folder',
    'FOLDER_UNWRITABLE',
    { names: 'ASIDE_DATA', system: 'ENOENT' },
    () => ({ DATABASE_URL: undefined, ASIDE_DATA: '/proc/aside/data' }),
  ],
  [
    'no roster was published',
    'ROSTER_MISSING',
    {},
    async () => ({ DATABASE_URL: (await freshDatabase()).url }),
  ],
  [
    'what stands in the file of a secret is no secret',
    'CONFIG_INVALID',
    { names: 'ASIDE_SECRET_FILE' },
    () => ({ ASIDE_SECRET: undefined, ASIDE_SECRET_FILE: file }),
  ],
  [
    'the policy is not there',
    'POLICY_MISSING',
    { names: 'ASIDE_POLICY', system: 'ENOENT' },
    () => ({ ASIDE_POLICY: join(folder, 'none.yaml') }),
  ],
  [
    'the policy is a folder',
    'POLICY_MISSING',
    { names: 'ASIDE_POLICY', system: 'EISDIR' },
    () => ({ ASIDE_POLICY: folder }),
  ],
  [
    'the file of a secret is not there',
    'SECRET_MISSING',
    { names: 'ASIDE_SECRET_FILE' },
    () => ({ ASIDE_SECRET: undefined, ASIDE_SECRET_FILE: join(folder, 'none') }),
  ],
]

describe('a start says what is wrong, each with a code of its own', () => {
  test.each(TROUBLES)('%s: %s', async (_, code, ids, env) => {
    const thrown = await refused(await env())
    expect(thrown).toMatchObject({ code, ids })
    expect(JSON.stringify(thrown) + String(thrown)).not.toContain('canary')
  })

  test('something else listens on the port', async () => {
    const taken = createServer()
    await new Promise<void>((open) => taken.listen(0, '127.0.0.1', open))
    const { port } = taken.address() as { port: number }
    expect(await refused({ PORT: String(port) })).toMatchObject({
      code: 'PORT_TAKEN',
      ids: { port },
    })
    taken.close()
  })

  test('the database offers no encryption', async () => {
    const plain = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => {
        socket.write('N')
        socket.once('data', () => socket.destroy())
      })
    })
    await new Promise<void>((open) => plain.listen(0, '127.0.0.1', open))
    const { port } = plain.address() as { port: number }
    for (const mode of ['require', 'verify-full']) {
      const DATABASE_URL = `postgres://aside:canary@127.0.0.1:${port}/aside?sslmode=${mode}`
      expect(await refused({ DATABASE_URL })).toMatchObject({ code: 'DATABASE_UNENCRYPTED' })
    }
    plain.close()
  })

  test('an sslmode that does not exist is no start with another', async () => {
    const DATABASE_URL = 'postgres://aside:canary@127.0.0.1:1/aside?sslmode=bogus'
    expect(await refused({ DATABASE_URL })).toMatchObject({ code: 'SSLMODE_UNKNOWN' })
  })

  test('the database’s certificate has expired, and its sentence stands in the log', async () => {
    const env = await environment({ DATABASE_URL: old.url, NODE_EXTRA_CA_CERTS: old.trusted })
    const line = await lastLine(env)
    expect(line).toMatchObject({
      event: 'refused_to_start',
      code: 'DATABASE_CERTIFICATE_EXPIRED',
      says: OPERATOR_CODES.DATABASE_CERTIFICATE_EXPIRED,
    })
  })

  test('a login that was given none of the roles is not told to migrate', async () => {
    await migrate(database.url)
    const { url, drop } = await loginWithoutRoles()
    expect(await refused({ DATABASE_URL: url })).toMatchObject({
      code: 'CONFIG_INVALID',
      ids: { names: 'DATABASE_URL', why: 'roles_not_granted' },
    })
    await drop()
  })
})

test('every code that only an operator meets is explained to operators', () => {
  const codes = Object.keys(OPERATOR_CODES)
  expect(codes.filter((code) => !OPERATIONS.includes(`\`${code}\``))).toEqual([])
  const all = Object.values({ ...CODES, ...OPERATOR_CODES })
  expect(new Set(all).size).toBe(all.length)
})

async function loginWithoutRoles() {
  await looking(database.superuser, (sql) => sql`create role roleless login password 'roleless'`)
  const url = changed(database.url, (to) =>
    Object.assign(to, { username: 'roleless', password: 'roleless' }),
  )
  return {
    url,
    drop: () => looking(database.superuser, (sql) => sql`drop role roleless`),
  }
}

function lastLine(env: Env): Promise<Record<string, unknown>> {
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += String(chunk)
  })
  return new Promise((done) => {
    child.once('close', () => done(JSON.parse(output.trim().split('\n').at(-1) ?? '{}')))
  })
}

test('of the commands that install it, the first one that needs a database is one that begins it', () => {
  const verbs = [...OPERATIONS.matchAll(/^npm run aside -- (\w+)/gm)].map(([, verb]) => verb)
  expect(verbs[0]).toBe('migrate')
  expect(verbs).toContain('roster')
})
