import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { halt, postmaster } from '#embedded-postgres/postmaster.ts'
import { type ClusterPaths, ensureServer, prepare } from '#embedded-postgres/start.ts'
import { nullLog } from '#log.ts'
import { ofAnyDay } from '../fixtures/any-day.ts'
import { filing } from '../fixtures/filing.ts'
import { openAt } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

/** How often; CI and the bench ask for more. */
const KILLS = Number(process.env['ASIDE_KILLS'] ?? 5)
const STREAM = join(import.meta.dirname, '..', 'fixtures', 'filing-stream.ts')
let folder: string
let place: ClusterPaths
let url: string
let superuser: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aside-kill-'))
  place = await prepare(join(folder, 'db'))
  ;({ url, superuser } = await ensureServer(place, nullLog))
  await migrate(url)
  await ofAnyDay(url)
})
afterAll(async () => {
  await halt(place.data)
  await rm(folder, { recursive: true, force: true })
})

/** Runs the stream until somebody has been told "it is kept", and then a random moment longer. */
async function killedStream(victim: 'server' | 'database') {
  const begun = new Set<string>()
  const stored = new Set<string>()
  const child = spawn(process.execPath, [STREAM, url], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const first = Promise.withResolvers<void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [what, nonce = ''] = line.split(' ')
    ;(what === 'kept' ? stored : begun).add(nonce)
    if (what === 'kept') first.resolve()
  })
  await Promise.race([first.promise, ended])
  await wait(Math.random() * 250)
  const pid = victim === 'server' ? child.pid : await postmaster(place.data)
  if (typeof pid === 'number') process.kill(pid, 'SIGKILL')
  await ended
  return { begun, kept: stored }
}

test(`killed ${KILLS} times without warning, no concern that was acknowledged is lost and none is there twice`, {
  timeout: 60_000 + KILLS * 40_000,
}, async () => {
  const all = new Set<string>()
  for (let round = 0; round < KILLS; round += 1) {
    const { begun, kept: stored } = await killedStream(round % 2 === 0 ? 'database' : 'server')
    expect(stored.size).toBeGreaterThan(0)
    await ensureServer(place, nullLog)
    const store = await openAt(url)
    for (const nonce of begun) {
      all.add(nonce)
      const again = { ...filing(), nonce: new Uint8Array(Buffer.from(nonce, 'hex')) }
      const result = await store.intake.file(again)
      if (stored.has(nonce)) expect(result).toBe('already')
      expect(await store.intake.file(again)).toBe('already')
    }
    await store.close()
    expect(await casesStored()).toBe(all.size)
  }
})

/** Every case with all that belongs to it: parts without their case, or a case without its parts, count as none. */
async function casesStored(): Promise<number> {
  const database = new URL(superuser)
  database.pathname = '/aside'
  const [row] = await looking(
    database.href,
    (sql) => sql`
      select count(distinct c.id)::int as whole, (select count(*)::int from message) as letters
      from "case" c
        join message m on m.case_id = c.id join envelope e on e.message_id = m.id
        join message_key k on k.message_id = m.id join receipt r on r.case_id = c.id
        join reader o on o.case_id = c.id join event v on v.case_id = c.id
        join case_key y on y.case_id = c.id join consent n on n.case_id = c.id`,
  )
  expect(row?.['letters']).toBe(row?.['whole'])
  return row?.['whole']
}
