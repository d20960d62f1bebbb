import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import type { Store } from '#db/open-store.ts'
import { halt } from '#embedded-postgres/postmaster.ts'
import { type ClusterPaths, ensureServer, prepare } from '#embedded-postgres/start.ts'
import { nullLog } from '#log.ts'
import { ofAnyDay } from '../fixtures/any-day.ts'
import { bytes, filing, officerA } from '../fixtures/filing.ts'
import { openAt } from '../fixtures/store.ts'

let folder: string
let place: ClusterPaths
let store: Store
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aside-away-'))
  place = await prepare(join(folder, 'db'))
  url = (await ensureServer(place, nullLog)).url
  await migrate(url)
  await ofAnyDay(url)
  store = await openAt(url)
})
afterAll(async () => {
  await store.close()
  await halt(place.data)
  await rm(folder, { recursive: true, force: true })
})

const questions: readonly [string, () => Promise<unknown>][] = [
  ['filing', () => store.intake.file(filing())],
  ['coming back', () => store.reporters.find([bytes(32)])],
  ['the queue', () => store.desk.queue(officerA)],
  ['signing in', () => store.sessions.find(bytes(32), new Date())],
  ['the directory', () => store.directory.latest()],
]

async function allSay(code: string): Promise<void> {
  for (const [, ask] of questions) await expect(ask()).rejects.toMatchObject({ code })
  expect(await store.health.database()).toBe(false)
}

async function allAnswer(): Promise<void> {
  for (const [, ask] of questions) await ask()
  expect(await store.health.database()).toBe(true)
}

test('while the database is away everybody is told so, and when it is back nothing has to be restarted', async () => {
  await allAnswer()
  await halt(place.data)
  await allSay('DATABASE_AWAY')
  await allSay('DATABASE_AWAY')
  await ensureServer(place, nullLog)
  await allAnswer()
})

test('a database that hangs is away too, and comes back', async () => {
  const wire = await silenceable(join(place.run, '.s.PGSQL.5432'), folder)
  const behind = await openAt(`${url.split('?')[0]}?host=${encodeURIComponent(folder)}`)
  const ask = () => behind.intake.file(filing())
  expect(await ask()).toBe('filed')
  wire.silent = true
  const given = filing()
  await expect(behind.intake.file(given)).rejects.toMatchObject({ code: 'DATABASE_AWAY' })
  await expect(ask()).rejects.toMatchObject({ code: 'DATABASE_AWAY' })
  expect(await behind.health.database()).toBe(false)
  wire.silent = false
  await expect.poll(() => behind.health.database(), { timeout: 60_000 }).toBe(true)
  // Whether it was stored when nobody answered is not known, so the person tries again: once is enough.
  expect(['filed', 'already']).toContain(await behind.intake.file(given))
  expect(await behind.intake.file(given)).toBe('already')
  expect(await ask()).toBe('filed')
  await behind.close()
  wire.end()
})

/** A wire to the database on which nothing can be heard for a while. */
async function silenceable(to: string, at: string): Promise<{ silent: boolean; end(): void }> {
  const releases: (() => void)[] = []
  const wire = { quiet: false }
  const pass = (go: () => void) => (wire.quiet ? releases.push(go) : go())
  const server = createServer((near) => {
    const far = connect(to)
    near.on('data', (bytes) => pass(() => far.write(bytes)))
    far.on('data', (bytes) => pass(() => near.write(bytes)))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  await new Promise<void>((ready) => server.listen(join(at, '.s.PGSQL.5432'), ready))
  return {
    set silent(quiet: boolean) {
      wire.quiet = quiet
      if (!quiet) for (const go of releases.splice(0)) go()
    },
    end: () => server.close(),
  }
}
