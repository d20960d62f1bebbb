import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Composition } from '#compose.ts'
import { migrate } from '#db/migrate.ts'
import { type Pool, pool } from '#db/pool.ts'
import { listConversations } from '#reporter/conversation.ts'
import { ask } from '../fixtures/http.ts'
import { looking } from '../fixtures/superuser.ts'
import { startTlsServer, type TlsServer } from '../fixtures/tls-server.ts'
import { acknowledged, type FilingFlow, tellings } from './filers.ts'
import { type Killable, makeInstallation, startKillable } from './killable.ts'

const RESTARTS = 10
/** How many people send at the same time. */
const AT_ONCE = 6
const POOL = 4

let database: TlsServer
let composed: Composition
let server: Killable
beforeAll(async () => {
  database = await startTlsServer()
  // This process was started before the certificate was made, so it alone cannot ask for it.
  const databaseUrl = database.url.replace('verify-full', 'require')
  await migrate(databaseUrl)
  const installation = await makeInstallation(databaseUrl)
  composed = installation.composed
  server = await startKillable({
    DATABASE_URL: database.url,
    NODE_EXTRA_CA_CERTS: database.trusted,
    ...installation.env,
    ASIDE_TEST_DUTIES: '1',
  })
})
afterAll(async () => {
  await server?.kill()
  await composed?.close()
  await database.end()
})

test(`T-149 the database is restarted ${RESTARTS} times under traffic with TLS: the server lives, every concern is kept once, and every connection answers again`, {
  timeout: 180_000,
}, async () => {
  const next = await tellings(composed)
  const flows: FilingFlow[] = []
  const unanswered: FilingFlow[] = []
  let over = false
  const send = async () => {
    while (!over) {
      const telling = unanswered.shift() ?? (await next())
      if (!flows.includes(telling)) flows.push(telling)
      if (!(await acknowledged(server.port, telling))) {
        unanswered.push(telling)
        await wait(20)
      }
    }
  }
  const url = database.url.replace('verify-full', 'require')
  const pools = (['aside_intake', 'aside_reporter', 'aside_desk', 'aside_register'] as const).map(
    (role) => pool(url, role, POOL),
  )
  const hold = async (one: Pool) => {
    while (!over) {
      await one.begin(async (tx) => [await tx`select 1`, await tx`select 2`]).catch(() => wait(5))
    }
  }
  const restart = async () => {
    for (let times = 0; times < RESTARTS; times += 1) {
      await wait(100 + Math.random() * 400)
      await database.restart(times % 2 === 0 ? 'fast' : 'immediate')
    }
    over = true
  }
  const holders = pools.flatMap((one) => Array.from({ length: 2 * POOL }, () => hold(one)))
  await Promise.all([restart(), ...holders, ...Array.from({ length: AT_ONCE }, send)])

  expect(server.lives()).toBe(true)
  // At once, more of them than the server has connections: one that is stuck fails every round.
  const last = [...unanswered, ...(await Promise.all(Array.from({ length: 24 }, next)))]
  flows.push(...last.filter((telling) => !flows.includes(telling)))
  const round = () => Promise.all(last.map((telling) => acknowledged(server.port, telling)))
  await expect.poll(round, { timeout: 60_000 }).toEqual(last.map(() => true))
  expect(await Promise.all(pools.map(backends))).toEqual(pools.map(() => POOL))
  await Promise.all(pools.map((one) => one.end({ timeout: 1 })))

  const host = { headers: { host: `127.0.0.1:${server.port}` } }
  expect((await ask(server.port, '/readyz', host)).text).toBe('{"code":"READY"}')
  expect(server.output.filter((line) => /uncaught|unhandled/.test(line))).toEqual([])
  expect(flows.length).toBeGreaterThan(50)
  const ids: string[] = []
  for (const { holder } of flows) {
    const conversations = await listConversations(composed.services, holder)
    ids.push(...conversations.map(({ id }) => id))
  }
  expect(ids).toHaveLength(flows.length)
  expect(new Set(ids).size).toBe(flows.length)
  expect(await cases()).toBe(flows.length)
})

/** How many connections answer when each of a pool is asked at the same time. */
async function backends(one: Pool): Promise<number> {
  const asked = Array.from(
    { length: POOL },
    () => one<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(0.3)`,
  )
  return new Set((await Promise.all(asked)).map(([row]) => row?.pid)).size
}

async function cases(): Promise<number> {
  const url = database.superuser.replace('verify-full', 'require').replace('/postgres?', '/aside?')
  const [row] = await looking(
    url,
    (sql) => sql<{ n: number }[]>`select count(*)::int as n from "case"`,
  )
  return row?.n ?? -1
}
