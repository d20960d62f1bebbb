import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDisk } from '#cli/check-database.ts'
import { checkClosedPage, checkDatabaseLog, checkPage } from '#cli/check-page.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'

const CONFIG = { publicUrl: 'https://aside.invalid', host: '127.0.0.1' }
const POLICY = { page: true, releaseAt: '07:00' }

const findingsOf = (change: object = {}, policy: object = {}) =>
  checkPage({ ...CONFIG, ...change }, { ...POLICY, ...policy })
    .filter(({ what }) => !what.startsWith('The page is'))
    .map(({ level, what }) => `${level} ${what}`)
const problemsOf = (change: object = {}, policy: object = {}) =>
  findingsOf(change, policy).filter((one) => !one.startsWith('ok'))

describe('before the page is opened, check says', () => {
  test('nothing more where it is closed', () => {
    const closed = { publicUrl: 'http://somewhere.invalid/path', host: '0.0.0.0' }
    expect(problemsOf(closed, { page: false, releaseAt: '23:00' })).toEqual([])
  })

  test('once it was open and is closed again, that its address and its files still lead back', () => {
    const closed = { page: false }
    expect(checkClosedPage(CONFIG, closed, false)).toEqual([])
    expect(checkClosedPage(CONFIG, POLICY, true)).toEqual([])
    expect(checkClosedPage(CONFIG, closed, true)[0]).toMatchObject({
      level: 'ok',
      what: expect.stringMatching(/still comes back at https:\/\/aside\.invalid/),
    })
    const moved = { ...CONFIG, publicUrl: 'http://elsewhere.invalid' }
    expect(checkClosedPage(moved, closed, true)).toContainEqual(
      expect.objectContaining({ level: 'fail', what: expect.stringMatching(/^PUBLIC_URL is not/) }),
    )
  })

  test('nothing against an address, an hour and a place that will do', () => {
    expect(problemsOf()).toEqual([])
    expect(findingsOf()).toContain('ok The page can be copied by hand: aside.invalid.')
  })

  test.each([
    ['no https', { publicUrl: 'http://aside.invalid' }, {}, /^fail PUBLIC_URL is not https/],
    ['a path', { publicUrl: 'https://intranet.invalid/aside' }, {}, /^fail PUBLIC_URL has a path/],
    [
      'a host too long to copy',
      { publicUrl: `https://confidential-reporting.${'x'.repeat(20)}.invalid` },
      {},
      /^warn PUBLIC_URL has a host of \d+ letters/,
    ],
    [
      'an onion address as the only one',
      { publicUrl: `https://${'a'.repeat(16)}.onion` },
      {},
      /^warn PUBLIC_URL is an onion address/,
    ],
    ['a release at night', {}, { releaseAt: '23:30' }, /^warn releaseAt is 23:30/],
    ['a release in the afternoon', {}, { releaseAt: '15:00' }, /^warn releaseAt is 15:00/],
    ['a proxy on another machine', { host: '0.0.0.0' }, {}, /^warn HOST is 0\.0\.0\.0/],
  ])('what is wrong with %s', (_, change, policy, sentence) => {
    expect(problemsOf(change, policy)).toEqual([expect.stringMatching(sentence)])
  })
})

describe('of a database that writes down what is asked of it, or when', () => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(() => database.drop())
  const warned = async () =>
    (await checkDatabaseLog(database.url, { page: true, backupDays: 30 }))
      .filter(({ level }) => level !== 'ok')
      .map(({ what }) => what)

  test('T-129 the database that Aside starts itself writes down neither', async () => {
    expect(await warned()).toEqual([])
  })

  test('T-129 each setting that does is named', async () => {
    const name = new URL(database.url).pathname.slice(1)
    await looking(database.superuser, async (sql) => {
      await sql.unsafe(`alter database ${name} set log_statement = 'all'`)
      await sql.unsafe(`alter database ${name} set log_min_duration_statement = 0`)
    })
    expect(await warned()).toEqual([
      'The database writes down what is asked of it, or when: log_min_duration_statement, log_statement (docs/operations.md).',
    ])
  })

  test('T-129 it is asked as each login of the server comes in, and as the owner does', async () => {
    const at = new URL(database.url)
    const of = `in database ${at.pathname.slice(1)}`
    await looking(database.superuser, async (sql) => {
      await sql.unsafe(`alter database ${at.pathname.slice(1)} reset all`)
      for (const [role, setting] of [
        ...EVERY.map((each) => ['aside_intake', each] as const),
        ['aside_duty', 'synchronous_commit = off'],
        ['aside_duty', 'log_duration = on'],
        [at.username, 'log_statement = ddl'],
      ] as const) {
        await sql.unsafe(`alter role ${role} ${of} set ${setting}`)
      }
    })
    const settings = [
      ...EVERY.map((each) => `${each.split(' ')[0]} (aside_intake)`).map((each) =>
        each.replace('log_duration (aside_intake)', 'log_duration (aside_intake, aside_duty)'),
      ),
      `log_statement (${at.username})`,
    ]
    expect(await warned()).toEqual([
      `The database writes down what is asked of it, or when: ${settings.toSorted().join(', ')} (docs/operations.md).`,
    ])
    expect(await checkDisk(database.url)).toMatchObject({
      what: expect.stringContaining('synchronous_commit'),
    })
  })
})

/** One that is set for a session, each of its kind. */
const EVERY = [
  'debug_print_parse = on',
  'debug_print_plan = on',
  'debug_print_rewritten = on',
  'log_duration = on',
  'log_executor_stats = on',
  'log_lock_waits = on',
  'log_min_duration_sample = 5',
  'log_min_messages = debug1',
  'log_parser_stats = on',
  'log_planner_stats = on',
  'log_temp_files = 0',
  'log_transaction_sample_rate = 0.5',
]
