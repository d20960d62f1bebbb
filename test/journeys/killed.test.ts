import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Composition } from '#compose.ts'
import { unlock } from '#crypto/keys.ts'
import { openLetter } from '#crypto/open.ts'
import { listConversations } from '#reporter/conversation.ts'
import { idempotencyKeys } from '#teams/idempotency.ts'
import { knownBy } from '#teams/sending.ts'
import { type BundledServer, bundledServer } from '../fixtures/bundled-server.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import type { People } from '../fixtures/services.ts'
import { looking } from '../fixtures/superuser.ts'
import { acknowledged, type FilingFlow, tellings } from './filers.ts'
import { type Killable, makeInstallation, startKillable } from './killable.ts'

const KILLS = Number(process.env['ASIDE_KILLS'] ?? (process.env['ASIDE_CI'] === '1' ? 50 : 8))
/** How many people send at the same time. */
const AT_ONCE = 4
const LONGEST_LIFE_MS = 400

let database: FreshDatabase
let composed: Composition
let staff: People
let env: Record<string, string>
let bundled: BundledServer
/** What was compiled once is not compiled again. */
let compiled: string
beforeAll(async () => {
  database = await freshDatabase()
  const installation = await makeInstallation(database.url)
  composed = installation.composed
  staff = installation.staff
  bundled = await bundledServer()
  compiled = mkdtempSync(join(tmpdir(), 'aside-compiled-'))
  env = {
    NODE_COMPILE_CACHE: compiled,
    DATABASE_URL: database.url,
    ...installation.env,
  }
})
afterAll(async () => {
  await composed.close()
  await database.drop()
  rmSync(compiled, { recursive: true })
  bundled.remove()
})

test(`killed ${KILLS} times during a stream of intakes, every concern that was acknowledged is there once, and none twice`, {
  timeout: 60_000 + KILLS * 20_000,
}, async () => {
  const next = await tellings(composed)
  const flows: FilingFlow[] = []
  const mint = async () => {
    const telling = await next()
    flows.push(telling)
    return telling
  }
  let waiting: readonly FilingFlow[] = []
  let stored = 0
  let interrupted = 0
  for (let round = 0; round < KILLS; round += 1) {
    const life = await liveAndDie(
      await startKillable(env, bundled.script),
      waiting,
      mint,
      round % 4 > 0,
    )
    waiting = life.unanswered
    stored += life.stored
    interrupted += waiting.length
  }
  const server = await startKillable(env, bundled.script)
  // The last who were answered as well: who answers was killed, and Teams may not have heard.
  for (const telling of [...waiting, ...flows.slice(-20)]) {
    await expect.poll(() => acknowledged(server.port, telling), { timeout: 60_000 }).toBe(true)
  }
  await server.kill()
  // Enough of both for the kills to have meant something. A machine that is three times slower keeps four a life still.
  expect(interrupted).toBeGreaterThan(KILLS)
  expect(stored).toBeGreaterThan(KILLS)
  await expectEachOnce(flows)
})

/**
 * People send, those without an answer first, until the server is killed at a moment that nobody chose.
 * @param warm whether it may answer once before
 */
async function liveAndDie(
  server: Killable,
  again: readonly FilingFlow[],
  mint: () => Promise<FilingFlow>,
  warm: boolean,
): Promise<{ readonly unanswered: readonly FilingFlow[]; readonly stored: number }> {
  const retries = [...again]
  const unanswered: FilingFlow[] = []
  const first = Promise.withResolvers<void>()
  let stored = 0
  let over = false
  const send = async () => {
    while (!over) {
      const telling = retries.shift() ?? (await mint())
      if (await acknowledged(server.port, telling)) {
        stored += 1
        first.resolve()
      } else unanswered.push(telling)
    }
  }
  const die = async () => {
    if (warm) await first.promise
    await wait(Math.random() * LONGEST_LIFE_MS)
    over = true
    await server.kill()
  }
  await Promise.all([die(), ...Array.from({ length: AT_ONCE }, send)])
  return { unanswered: [...unanswered, ...retries], stored }
}

async function expectEachOnce(flows: readonly FilingFlow[]): Promise<void> {
  // Within the day a nonce and its case were written by one transaction: the only thread between the two.
  const pairs = await looking(
    database.superuser,
    (sql) => sql<{ nonce: Buffer; cases: number }[]>`
      select nonce, (select count(*)::int from "case" c where c.xmin = idempotency_key.xmin) as cases
      from idempotency_key`,
  )
  const keyOf = idempotencyKeys(await composed.keys.key('nonce'))
  const nonces = flows.map(({ nonce, journey, words }) =>
    hex(knownBy(keyOf, nonce, journey, { account: words }).nonce),
  )
  expect(pairs.map(({ nonce }) => hex(nonce)).toSorted()).toEqual(nonces.toSorted())
  expect(pairs.filter(({ cases }) => cases !== 1)).toEqual([])

  const ids: string[] = []
  for (const { holder } of flows) {
    const [reportersCase, ...more] = await listConversations(composed.services, holder)
    expect(more).toEqual([])
    ids.push(reportersCase?.id ?? '')
  }
  expect(new Set(ids).size).toBe(flows.length)
  expect(await accounts()).toEqual(flows.map(({ words }) => words).toSorted())
}

/** What an officer reads who opens everything in her queue. */
async function accounts(): Promise<readonly string[]> {
  const officer = staff.officers.find(({ id }) => id === 'investigations-1')
  if (officer === undefined) throw new TypeError('nobody to read it')
  const privateKey = await unlock(officer.key.privateKey, '')
  const words: string[] = []
  for (const { id } of await composed.services.desk.queue(officer.id)) {
    const [letter] = (await composed.services.desk.open(officer.id, id))?.letters ?? []
    if (letter?.key == null) throw new TypeError('a case without its account')
    const { data, key, id: msg, seq, dir } = letter
    const expect = { case: id, msg, seq, dir, prev: null }
    words.push((await openLetter({ data, key, privateKey, expect, verify: [] })).letter.text)
  }
  return words.toSorted()
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
