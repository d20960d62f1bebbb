import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { check } from '#cli/check.ts'
import { checkConnection, clocksFinding } from '#cli/check-database.ts'
import { checkSecretFiles } from '#cli/check-files.ts'
import { dayEndFinding } from '#cli/check-waiting.ts'
import { admitPerson } from '#cli/person.ts'
import { publishRoster } from '#cli/roster.ts'
import { filingSigner } from '#crypto/acknowledgement.ts'
import { addresses } from '#crypto/addresses.ts'
import { serverKeys } from '#crypto/server-keys.ts'
import { migrate } from '#db/migrate.ts'
import { type Day, day, dayIn, plusDays } from '#domain/case/day.ts'
import { type OfficerId, systemChance } from '#domain/case/ids.ts'
import { OPERATOR_CODES } from '#errors.ts'
import { bytes } from '../fixtures/filing.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { openAt } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'
import { needing } from '../fixtures/tools.ts'
import { type Ceremony, ceremony } from './ceremony.ts'
import { type Settings, serverLogin, settings, untouchedDatabase } from './installation.ts'

const { test } = needing('gpg')
let keys: Ceremony
let database: FreshDatabase
let given: Settings
beforeAll(async () => {
  keys = await ceremony()
  database = await freshDatabase()
  given = settings(database.url, keys.root)
})
afterAll(async () => {
  keys?.[Symbol.dispose]()
  given?.[Symbol.dispose]()
  await database?.drop()
})

async function problems(change: Readonly<Record<string, string | undefined>> = {}) {
  const findings = await check({ ...given.env, ...change })
  // Whether the desk was built is this machine's matter, and the database of the tests waits for no disk.
  return findings
    .filter(({ level, what }) => level !== 'ok' && !/^The desk|not on its disk/.test(what))
    .map(({ level, what }) => `${level} ${what}`)
}

const SECRET = 'ab'.repeat(32)

const ONE_LOGIN =
  'warn One login serves every part of the server, so each could become every other: run database logins.'

const SECRET_UNKNOWN = `fail A start is refused: SECRET_UNKNOWN (opens_no_chat). ${OPERATOR_CODES.SECRET_UNKNOWN}`

const TABLES_OLD =
  'fail The tables are not there, or are older than this program: run migrate with the owner’s login.'

const NOBODY_TOLD = [
  ...(['ethics', 'ombudsman', 'investigations', 'hr'] as const).flatMap((office) => [
    `warn ${office}: nobody is told in Teams that something came (Your key, Be told in Teams).`,
    ...(office === 'investigations'
      ? ['warn investigations: danger reaches nobody. Whoever tells of it is asked to call.']
      : []),
  ]),
  'warn No custodian is told in Teams that an office asks for a name.',
]

/** Somebody of the roster pairs a chat, with a server of this secret. */
async function pairs(id: string, secret = SECRET): Promise<void> {
  const sealed = await addresses(serverKeys(Buffer.from(secret, 'hex')), systemChance).seal('chat')
  const store = await openAt(database.url)
  const [code, now] = [bytes(32), new Date()]
  await store.officerAddresses.offer(code, id as OfficerId, new Date(now.getTime() + 60_000))
  await store.officerAddresses.pair(code, sealed, now, day('2026-11-01'))
  await store.close()
}

test('everything that is missing is named at once, and no value is repeated', async () => {
  const lines = await problems({ ASIDE_SECRET: 'short', PUBLIC_URL: undefined, OIDC_ISSUER: 'x' })
  expect(lines).toEqual([
    'fail PUBLIC_URL is missing or not usable.',
    'fail ASIDE_SECRET is missing or not usable.',
    'fail OIDC_ISSUER is missing or not usable.',
    'warn The database and the offices were not looked at: settle the above first.',
  ])
})

test('before the first roster nothing can be received, and check says so office by office', async () => {
  expect(await problems()).toEqual([
    'fail No usable roster (none): nothing can be received.',
    'fail ethics: 0 usable of at least 2.',
    'fail ombudsman: 0 usable of at least 2.',
    'fail investigations: 0 usable of at least 2.',
    'fail hr: 0 usable of at least 2.',
  ])
})

test('of a database that no server was started with, check does not say that it knows the secret', async () => {
  for (const secret of [SECRET, 'cd'.repeat(32)]) {
    const findings = (await check({ ...given.env, ASIDE_SECRET: secret })).map(({ what }) => what)
    expect(findings.filter((what) => what.includes('ASIDE_SECRET'))).toEqual([
      'No server was started with this database yet: the first start takes ASIDE_SECRET as it is.',
    ])
  }
})

describe('with a roster', () => {
  beforeAll(async () => {
    if (keys !== undefined) await publishRoster(database.url, keys.folder, keys.root)
  })

  test('the officers who cannot sign in are named until they can', async () => {
    const ids = [...keys.text.officers, ...keys.text.custodians].map(({ id }) => id)
    const [first = '', ...others] = ids
    await admitPerson(database.url, first, 'https://sign-in.invalid', `sub-${first}`)
    expect(await problems()).toEqual([
      `warn These of the roster cannot sign in yet (person admit): ${others.join(', ')}.`,
      ...NOBODY_TOLD,
    ])
    for (const id of others) {
      await admitPerson(database.url, id, 'https://sign-in.invalid', `sub-${id}`)
    }
    expect(await problems()).toEqual(NOBODY_TOLD)
  })

  test('who would not hear of anything is said, office by office, and of danger by itself', async () => {
    const [one = '', ...others] = keys.text.officers
      .filter(({ office }) => office === 'investigations')
      .map(({ id }) => id)
    await pairs(one)
    expect(await problems()).toContain('warn investigations: danger reaches one person alone.')
    for (const id of others) await pairs(id)
    expect(await problems()).toEqual([
      ...NOBODY_TOLD.filter((line) => !line.includes('investigations')),
    ])
    for (const { id } of [...keys.text.officers, ...keys.text.custodians]) await pairs(id)
    expect(await problems()).toEqual([])
    // After a rotation, before the server starts: what only the secret before opens is counted as long as that is there.
    const another = { ASIDE_SECRET: 'cd'.repeat(32) }
    expect(await problems({ ...another, ASIDE_SECRET_OLD: SECRET })).toEqual([])
    expect(await problems(another)).toEqual([...NOBODY_TOLD, SECRET_UNKNOWN])
  })

  test('a secret that was dropped before its links are over is named, with the day on which they are', async () => {
    const old = { secret: 'ef'.repeat(32), since: day('2026-01-01') }
    const key = async (secret: string) =>
      (await filingSigner(serverKeys(Buffer.from(secret, 'hex')))).publicKey
    const store = await openAt(database.url)
    await store.filingKeys.record({ ...(await key(old.secret)), since: old.since })
    const today = dayIn('UTC', new Date())
    const warning = (since: Day) =>
      `warn ASIDE_SECRET is new since ${since}: without ASIDE_SECRET_OLD no link that an office gave before lets anything in, used or not (the last of them ends on ${plusDays(since, 30)}).`
    expect(await problems()).toEqual([warning(today)])
    expect(await problems({ ASIDE_SECRET_OLD: old.secret })).toEqual([])
    await store.filingKeys.record({ ...(await key(SECRET)), since: plusDays(today, -31) })
    await store.close()
    expect(await problems()).toEqual([])
  })

  test('the last address is looked for in the roster, and among those who are told', async () => {
    const last = async (id: string) => {
      const file = given.env['ASIDE_POLICY'] ?? ''
      const policy = join(dirname(file), 'last.yaml')
      const named = readFileSync(file, 'utf8').replace('escalateTo: null', `escalateTo: ${id}`)
      writeFileSync(policy, named)
      const findings = await check({ ...given.env, ASIDE_POLICY: policy })
      return findings.filter(({ what }) => /silent|escalateTo/.test(what))
    }
    const [{ id } = { id: '' }] = keys.text.officers
    expect(await last('null')).toMatchObject([{ level: 'ok' }])
    expect(await last(id)).toMatchObject([{ level: 'ok' }])
    expect(await last('nobody-1')).toMatchObject([{ level: 'warn' }])
    const store = await openAt(database.url)
    await store.officerAddresses.end(id as OfficerId)
    expect(await last(id)).toMatchObject([{ level: 'warn' }])
    await store.close()
    await pairs(id)
  })

  test('who could keep no names is said, and with whom', async () => {
    const findingsOf = async (version: number, custodians: typeof keys.text.custodians) => {
      keys.sign({ ...keys.text, version, custodians })
      await publishRoster(database.url, keys.folder, keys.root)
      return problems()
    }
    const everybody = keys.text.custodians
    expect(await findingsOf(2, [])).toEqual([
      'warn No custodian with a usable key: people are not offered to be confidential.',
    ])
    expect(await findingsOf(3, everybody.slice(0, 1))).toEqual([
      'warn One custodian: when away, no name can be released.',
    ])
    expect(await findingsOf(4, everybody)).toEqual([])
  })

  test('a database that does not wait for its disk is named with its settings', async () => {
    expect(await check(given.env)).toContainEqual({
      level: 'warn',
      what: expect.stringMatching(
        /not on its disk yet: (.*, )?fsync, (.*, )?synchronous_commit must/,
      ),
    })
  })

  test('a root that is not the pinned one is no roster', async () => {
    const lines = await problems({ ASIDE_ROOT_FINGERPRINT: 'A'.repeat(40) })
    expect(lines).toContain('fail No usable roster (root_not_pinned): nothing can be received.')
  })

  test('numbers that reach nobody are named', async () => {
    const [line, named] = await problems({ ASIDE_POLICY: 'dialogs/policy.yaml' })
    expect(line).toMatch(/^fail The policy still has numbers of the demo.*emergency.*outside 1/)
    expect(named).toBe(
      'fail The privacy notice still names the demo’s nobody: organisation, responsible.name, responsible.contact, dataProtection.contact.',
    )
  })

  test('a notice that is not in every language, and an address that Teams cannot hold to, are named', async () => {
    const file = given.env['ASIDE_POLICY'] ?? ''
    const policy = join(dirname(file), 'half.yaml')
    const half = readFileSync(file, 'utf8').replace(/^ {4}(fr|zh): .*(規|规|règles).*\n/gm, '')
    writeFileSync(policy, half)
    const lines = await problems({ ASIDE_POLICY: policy, PUBLIC_URL: 'https://aside.invalid:8443' })
    expect(lines).toContain(
      'warn The privacy notice stands in English here: legalBasis.fr, legalBasis.zh.',
    )
    expect(lines).toContain(
      'warn No Teams app package can be made. PUBLIC_URL must be https://, with a host and nothing after it: no port, no path.',
    )
  })

  test('T-103 a login of the server’s own is enough to run and not enough to change the tables', async () => {
    const login = await serverLogin(database, 'aside_check_server')
    try {
      expect(await problems({ DATABASE_URL: login.url })).toEqual([ONE_LOGIN])
      await expect(migrate(login.url)).resolves.toBeUndefined()
      const forget = `delete from drizzle.__drizzle_migrations
        where id = (select max(id) from drizzle.__drizzle_migrations)`
      await looking(database.superuser, (sql) => sql.unsafe(forget))
      await expect(migrate(login.url)).rejects.toMatchObject({
        ids: { why: 'owner_migrates_first' },
      })
      expect(await problems({ DATABASE_URL: login.url })).toEqual([TABLES_OLD])
    } finally {
      await login.drop()
    }
  })
})

test('T-103 a part of the server that could do what is not its own is named, because it is tried', async () => {
  const other = await freshDatabase()
  const partLines = async () =>
    (await problems({ DATABASE_URL: other.url })).filter((one) =>
      one.includes('part of the server'),
    )
  const ask = (statement: string) => looking(other.superuser, (sql) => sql.unsafe(statement))
  try {
    expect(await partLines()).toEqual([])
    await ask('grant select (lookup) on receipt to aside_intake')
    expect(await partLines()).toEqual([
      'fail A part of the server could do what is not its own: aside_intake, select lookup from.',
    ])
  } finally {
    await other.drop()
  }
})

/** Every row with the transaction that wrote it, every sequence, table and function. */
async function everythingIn({ superuser }: FreshDatabase): Promise<unknown> {
  return looking(superuser, async (sql) => {
    const ours = sql`nspname !~ '^(pg_|information_schema)'`
    const made = await sql`
      select nspname, relname as name, c.xmin::text from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where ${ours}
      union all
      select nspname, proname, p.xmin::text from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace where ${ours} order by 1, 2, 3`
    const counted = await sql`select sequencename, last_value from pg_sequences order by 1`
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', nspname, relname) as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where relkind = 'r' and ${ours} order by 1`
    const rows: unknown[] = []
    for (const { name } of tables) {
      rows.push([
        name,
        await sql.unsafe(`select xmin::text, t::text from ${name} t order by t::text`),
      ])
    }
    return JSON.stringify({ made, counted, rows })
  })
}

test('check reads: with the owner’s login too it makes no tables, and nothing in a database is another afterwards', async () => {
  const older = await freshDatabase()
  await looking(older.superuser, (sql) => sql.unsafe('delete from drizzle.functions'))
  const cases = [
    [await untouchedDatabase(), [TABLES_OLD]],
    [older, [TABLES_OLD]],
    [await freshDatabase(), expect.not.arrayContaining([TABLES_OLD])],
  ] as const
  for (const [each, line] of cases) {
    const before = await everythingIn(each)
    expect(await problems({ DATABASE_URL: each.url })).toEqual(line)
    expect(await everythingIn(each)).toEqual(before)
    await each.drop()
  }
})

test('check begins no database where there is none', async () => {
  const folder = join(dirname(given.env['ASIDE_POLICY'] ?? ''), 'nothing')
  expect(await problems({ DATABASE_URL: undefined, ASIDE_DATA: folder })).toEqual([
    'fail The database cannot be used (FOLDER_EMPTY). There is no database of Aside in this data folder.',
  ])
  expect(existsSync(folder)).toBe(false)
})

test('T-102 clocks that are apart are said before the database refuses what is of another day', () => {
  const here = new Date('2026-11-09T09:00:00Z')
  const apart = (minutes: number) =>
    clocksFinding(new Date(here.getTime() + minutes * 60_000), here).level
  expect([0, 4, -4, 6, -6, 3_000].map(apart)).toEqual(['ok', 'ok', 'ok', 'fail', 'fail', 'fail'])
})

test('a file of secrets that others may read is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aside-secrets-'))
  const at = (name: string, mode: number) => {
    const file = join(folder, name)
    writeFileSync(file, 'ab'.repeat(32))
    chmodSync(file, mode)
    return file
  }
  const problemsOf = (secret: number, logins: number) =>
    checkSecretFiles({
      ASIDE_SECRET_FILE: at('secret', secret),
      OIDC_CLIENT_SECRET_FILE: join(folder, 'nowhere'),
      DATABASE_URL: `postgres://db.invalid/aside?logins=${at('logins', logins)}`,
    }).map(({ level, what }) => [level, what.split(' ').slice(0, 5).join(' ')])
  const open = ['warn', 'Everybody on this machine may']
  const logins = ['warn', 'Not only its user may']
  expect(problemsOf(0o600, 0o600)).toMatchObject([['ok', expect.anything()]])
  expect(problemsOf(0o640, 0o640)).toEqual([logins])
  expect(problemsOf(0o644, 0o604)).toEqual([open, logins])
  rmSync(folder, { recursive: true })
})

test('the last day’s end is said, and one that did not come', () => {
  const levelOf = (now: string, last: string | null, old = true) =>
    dayEndFinding(last === null ? null : day(last), old, new Date(now)).level
  expect(levelOf('2026-11-10T11:59:00Z', '2026-11-09')).toBe('ok')
  expect(levelOf('2026-11-10T13:59:00Z', '2026-11-09')).toBe('ok')
  expect(levelOf('2026-11-10T14:00:00Z', '2026-11-09')).toBe('warn')
  expect(levelOf('2026-11-10T14:00:00Z', '2026-11-10')).toBe('ok')
  expect(levelOf('2026-11-10T09:00:00Z', '2026-11-08')).toBe('warn')
  expect(levelOf('2026-11-10T09:00:00Z', null)).toBe('warn')
  expect(levelOf('2026-11-10T09:00:00Z', null, false)).toBe('ok')
})

test('a superuser’s login is refused before the server refuses it', async () => {
  const other = await freshDatabase()
  const lines = await problems({ DATABASE_URL: other.superuser })
  await other.drop()
  expect(lines[0]).toMatch(/^fail The login of DATABASE_URL passes over every rule/)
})

test('T-127 a demo’s database is refused, for ever', async () => {
  const other = await freshDatabase()
  const store = await openAt(other.url)
  await store.environmentMarker.claim('demo')
  await store.close()
  const lines = await problems({ DATABASE_URL: other.url })
  await other.drop()
  expect(lines).toContain('fail This is a demo’s database, for ever.')
})

test('a way to the database that nobody proves is said', async () => {
  const at = (rest: string) => checkConnection(`postgres://a:b@db.invalid/aside${rest}`).level
  expect(['', '?sslmode=require', '?sslmode=verify-full'].map(at)).toEqual(['warn', 'warn', 'ok'])
  expect(checkConnection(database.url).level).toBe('ok')
})

test('a database that is away is said to be away', async () => {
  const url = 'postgres://aside:x@127.0.0.1:1/aside'
  expect(await problems({ DATABASE_URL: url })).toEqual([
    'fail The database cannot be used (DATABASE_AWAY). The database does not answer.',
  ])
})
