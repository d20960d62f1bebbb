import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keysIn, keysOf, verifyFile } from '#cli/verify.ts'
import { verifyAcknowledgement } from '#crypto/acknowledgement.ts'
import { Acknowledgement, FilingKeys } from '#domain/case/acknowledgement.ts'
import { dayIn } from '#domain/case/day.ts'
import { Directory } from '#domain/case/roster.ts'
import { AppError } from '#errors.ts'
import { Directories, unpacked } from '#wire/directories.ts'
import { type PageReporter, pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

let database: FreshDatabase
let whole: Whole
let reporter: PageReporter
let folder: string
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
  reporter = await pageReporter(whole)
  expect((await reporter.file()).status).toBe(200)
  folder = await mkdtemp(join(tmpdir(), 'aside-proof-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await whole?.stop()
  await database?.drop()
})

const asked = (shown: string) => postToPage(whole, 'acknowledgement', { shown, proof: null })
const signed = async () => Acknowledgement.parse(JSON.parse((await asked(reporter.shown)).text))
const published = async () =>
  FilingKeys.parse(JSON.parse((await whole.ask('/filing-keys.json')).text))

/** The command line itself, with no database within reach. */
async function aside(...args: readonly string[]): Promise<{ code: number; out: string }> {
  const root = join(import.meta.dirname, '../..')
  const { DATABASE_URL: _, ...env } = process.env
  const given = [join(root, 'src/cli/cli.ts'), 'verify', ...args]
  try {
    const { stdout } = await promisify(execFile)(process.execPath, given, { cwd: folder, env })
    return { code: 0, out: stdout }
  } catch (thrown) {
    const { code, stdout, stderr } = thrown as { code: number; stdout: string; stderr: string }
    return { code, out: `${stdout}${stderr}` }
  }
}

describe('a signed acknowledgement', () => {
  test('names the day and the hash of each sealed letter that is held, and no minute', async () => {
    const proof = await signed()
    const { letters } = await reporter.conversation()
    expect(proof.received).toEqual(
      letters.map(({ on, data }) => ({
        on,
        sha256: createHash('sha256').update(Buffer.from(data, 'base64url')).digest('base64url'),
      })),
    )
    expect(proof.received[0]?.on).toBe(dayIn('Europe/Zurich', whole.clock.now()))
    expect(JSON.stringify(proof)).not.toMatch(/\d\d:\d\d/)
    expect(await verifyAcknowledgement(proof, await published())).toBe('sound')
  })

  test('T-111 is asked for without a trace, the first time too: nothing is stored or logged, and the same is answered again', async () => {
    const before = await everything()
    const lines = whole.log.length
    const keys = await published()
    expect(await signed()).toEqual(await signed())
    expect(await published()).toEqual(keys)
    expect(await everything()).toEqual(before)
    expect(whole.log.length).toBe(lines)
  })

  test('for what is not held is nothing but a case that is unknown', async () => {
    const nobody = await pageReporter(whole)
    const { status, text } = await asked(nobody.shown)
    expect([status, JSON.parse(text).code]).toEqual([404, 'CASE_UNKNOWN'])
    const gone = await pageReporter(whole)
    await gone.file()
    await gone.takeBack()
    expect((await asked(gone.shown)).status).toBe(404)
  })

  test('is verified offline by the command line, which refuses any other in words', async () => {
    const [proof, keys] = [await signed(), await published()]
    const file = async (name: string, content: unknown) => {
      const path = join(folder, name)
      await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
      return path
    }
    const known = await file('keys.json', keys)
    const good = await file('note.json', proof)
    const fine = await aside(good, '--keys', known)
    expect([fine.code, fine.out]).toEqual([0, expect.stringMatching(/The signature is good/)])
    expect(fine.out).toContain(proof.received[0]?.sha256 ?? 'nothing')
    const [first] = proof.received
    const changed = await file('changed.json', {
      ...proof,
      received: [{ ...first, on: '2020-01-01' }],
    })
    const other = await file('other-keys.json', [])
    const noise = await file('noise.json', 'no json')
    const problemsOf = async (given: string, by: string) => verifyFile(given, await keysIn(by))
    for (const [given, by, sentence] of [
      [changed, known, /signature does not fit/],
      [good, other, /none of those that were published/],
      [noise, known, /no signed acknowledgement/],
    ] as const) {
      expect(await problemsOf(given, by)).toEqual([
        { level: 'fail', what: expect.stringMatching(sentence) },
      ])
    }
    expect((await verifyFile(good, await keysOf(database.url)))[0]?.level).toBe('ok')
    await expect(keysIn(noise)).rejects.toThrow(AppError)
    const missing = { code: 'FILE_MISSING' }
    const nowhere = join(folder, 'nowhere.json')
    await expect(problemsOf(nowhere, known)).rejects.toMatchObject(missing)
    await expect(keysIn(nowhere)).rejects.toMatchObject(missing)
  }, 120_000)

  test('is signed with a key that is published before, and that the database keeps for ever', async () => {
    await published()
    for (const act of [
      `update filing_key set since = '2020-01-01'`,
      `delete from filing_key`,
      `truncate filing_key`,
    ]) {
      await expect(looking(database.superuser, (sql) => sql.unsafe(act))).rejects.toThrow(
        /published key stays/,
      )
    }
    expect(await published()).toHaveLength(1)
  })
})

test('every list that was ever published can be had at once, to prove who wrote an old letter', async () => {
  const [all, last] = await Promise.all([
    whole.ask('/directories.json'),
    whole.ask('/directory.json'),
  ])
  const every = unpacked(Directories.parse(JSON.parse(all.text)))
  expect(every.at(-1)).toEqual(Directory.parse(JSON.parse(last.text)))
})

/** How many rows there are of anything. */
function everything(): Promise<unknown> {
  return looking(database.superuser, async (sql) => {
    const tables = await sql<
      { name: string }[]
    >`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`
    return Promise.all(
      tables.map(async ({ name }) => [name, await sql.unsafe(`select count(*) from "${name}"`)]),
    )
  })
}
