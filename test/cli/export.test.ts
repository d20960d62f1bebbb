import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect } from 'vitest'
import { exportLetters } from '#cli/export.ts'
import { publishRoster } from '#cli/roster.ts'
import { systemClock } from '#clock.ts'
import { type Composition, compose } from '#compose.ts'
import type { Concern } from '#domain/concern/concern.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { OPERATOR_CODES } from '#errors.ts'
import { nullLog } from '#log.ts'
import { policyInForce } from '#policy-file.ts'
import { submit } from '#reporter/file-concern.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
import { needing } from '../fixtures/tools.ts'
import { BROUGHT, type Ceremony, ceremony, PASSPHRASE } from './ceremony.ts'

const { test } = needing('gpg')
const WORDS = 'هدية من مورد. \u202eheron'
let keyCeremony: Ceremony
let database: FreshDatabase
let composed: Composition
let reference = ''

beforeAll(async () => {
  keyCeremony = await ceremony()
  database = await freshDatabase()
  await publishRoster(database.url, keyCeremony.folder, keyCeremony.root)
  composed = await compose({
    databaseUrl: database.url,
    secret: new Uint8Array(32).fill(3),
    oldSecret: null,
    rootFingerprint: keyCeremony.root,
    leastRoster: 1,
    inForce: await policyInForce('dialogs/policy.yaml'),
    clock: systemClock,
    log: nullLog,
    demo: false,
  })
  const { services } = composed
  const concern: Concern = {
    channel: 'teams_card',
    leaf: 'advice.gifts_honours',
    identity: 'not_told',
    language: 'ar',
    taps: [],
    about: [],
    keptOut: [],
    passOn: false,
    when: null,
    where: null,
    name: null,
    account: new Confidential(WORDS),
  }
  const holder = { share: new Uint8Array(16).fill(1), tenant: 'a-tenant', person: 'a-person' }
  const press = services.cards.press(holder)
  await submit(
    services,
    concern,
    { office: 'ethics', readers: 2 },
    press,
    new Uint8Array(32).fill(9),
  )
  const [row] = await looking(database.superuser, (sql) => sql`select reference from "case"`)
  reference = row?.['reference']
})
afterAll(async () => {
  await composed?.close()
  keyCeremony?.[Symbol.dispose]()
  await database?.drop()
})

const exported = (reader: string | null, folder: string | null = null) =>
  exportLetters(database.url, { reference, reader, folder })

test('what is stored for an officer opens with gpg and the key she brought, and ends well', async () => {
  const { out } = await exported(BROUGHT)
  expect(out).toMatch(/^-----BEGIN PGP MESSAGE-----/)
  const { status, out: opened, err } = keyCeremony.gpg.run(['--passphrase', PASSPHRASE, '-d'], out)
  expect(status, err).toBe(0)
  expect(JSON.parse(opened.toString())).toMatchObject({ text: WORDS, lang: 'ar' })
})

test('T-34 what is handed out names no reader', async () => {
  const { out } = await exported(null)
  const listed = keyCeremony.gpg.run(['--list-only', '--list-packets'], out).out.toString()
  const ids = [...listed.matchAll(/keyid ([0-9A-F]{16})/g)].map(([, id]) => id)
  expect(ids).toEqual(['0000000000000000', '0000000000000000'])
})

test('a folder of letters is for its owner alone', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'aside-export-'))
  const folder = join(parent, 'letters')
  expect(await exported(BROUGHT, folder)).toEqual({ out: '', note: `1 letter in ${folder}` })
  const [name = ''] = readdirSync(folder)
  expect(name).toBe(`${reference}-001-concern.asc`)
  expect(statSync(folder).mode & 0o077).toBe(0)
  expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
  expect(readFileSync(join(folder, name), 'utf8')).toBe((await exported(BROUGHT)).out)
  rmSync(parent, { recursive: true })
})

test('nothing is handed out for somebody who could not open it, nor of a case that is not there', async () => {
  await expect(exported('hr-1')).rejects.toMatchObject({ ids: { why: 'opens_nothing_here' } })
  const unknown = { reference: 'ZZZ-ZZZ', reader: null, folder: null }
  await expect(exportLetters(database.url, unknown)).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
})

test('a login that the database refuses is said to be refused, not the database to be away', async () => {
  const url = new URL(database.url)
  url.username = 'nobody_of_this_name'
  const env = { ...process.env, DATABASE_URL: url.href }
  const run = promisify(execFile)(process.execPath, ['src/cli/cli.ts', 'export', reference], {
    env,
  })
  await expect(run).rejects.toMatchObject({
    stderr: `DATABASE_LOGIN_REFUSED: ${OPERATOR_CODES.DATABASE_LOGIN_REFUSED}\n`,
  })
})

test('a folder that cannot be made or written has its own code, and what the system said', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'aside-export-')), 'file')
  writeFileSync(file, '')
  const folders = { [file]: 'EEXIST', [join(file, 'below')]: 'ENOTDIR', '/proc/nope': 'ENOENT' }
  for (const [folder, system] of Object.entries(folders)) {
    await expect(exported(null, folder)).rejects.toMatchObject({
      code: 'FILE_UNWRITABLE',
      ids: { names: 'to', system },
    })
  }
  rmSync(dirname(file), { recursive: true })
})
