import { setTimeout as wait } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectionTo } from '#db/connection.ts'
import { postgres } from '#db/postgres-driver.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'

let database: FreshDatabase
let pool: Sql
beforeAll(async () => {
  database = await freshDatabase()
  pool = postgres({
    ...connectionTo(database.url),
    max: 1,
    fetch_types: false,
    backoff: () => 0,
    connection: { application_name: 'driver test' },
  })
})
beforeEach(() => answersInTurn())
afterAll(async () => {
  await pool.end({ timeout: 1 })
  await database.drop()
})

/** The server ends every connection of the pool, as a restart does. */
async function endConnections(): Promise<void> {
  await looking(
    database.superuser,
    (sql) => sql`
      select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where application_name = 'driver test' and datname = current_database()`,
  )
  await wait(20)
}

async function answersInTurn(): Promise<void> {
  const asked = Array.from({ length: 20 }, (_, n) => n)
  const heard = await Promise.all(asked.map((n) => pool<{ n: number }[]>`select ${n}::int as n`))
  expect(heard.map(([row]) => row?.n)).toEqual(asked)
}

const refused = { code: 'CONNECTION_CLOSED' }

test('T-149 a transaction that goes on after its connection ended is refused, and the pool answers again', async () => {
  const over = pool.begin(async (tx) => {
    await tx`select 1`
    await endConnections()
    await expect(tx`select 2`).rejects.toMatchObject(refused)
    await wait(20)
    await expect(tx`select 3`).rejects.toMatchObject(refused)
  })
  await expect(over).rejects.toThrow()
  await wait(50)
  await answersInTurn()
})

test('T-149 no statement of a transaction whose connection ended runs in the next person’s transaction', async () => {
  const stale = Promise.withResolvers<void>()
  const tried = Promise.withResolvers<unknown>()
  const first = pool.begin(async (tx) => {
    await tx`select set_config('aside.lookups', 'first', true)`
    await endConnections()
    await stale.promise
    tried.resolve(
      await tx`select set_config('aside.lookups', 'first', true)`.catch(() => 'refused'),
    )
  })
  await expect(first).rejects.toThrow()
  const second = await pool.begin(async (tx) => {
    await tx`select set_config('aside.lookups', 'second', true)`
    stale.resolve()
    await wait(50)
    return tx<{ who: string }[]>`select current_setting('aside.lookups', true) as who`
  })
  expect(second[0]?.who).toBe('second')
  expect(await tried.promise).toBe('refused')
})

test('T-149 whatever is asked while connections end is answered or refused, and each answer is to its question', async () => {
  let over = false
  const heard: { asked: number; n: number | undefined }[] = []
  const ask = async (from: number) => {
    for (let asked = from; !over; asked += 10) {
      const question = pool.begin((tx) => tx<{ n: number }[]>`select ${asked}::int as n`)
      const rows = await question.catch(() => null)
      if (rows !== null) heard.push({ asked, n: rows[0]?.n })
    }
  }
  const asking = Promise.all(Array.from({ length: 10 }, (_, from) => ask(from)))
  for (let times = 0; times < 10; times += 1) await endConnections()
  over = true
  await asking
  expect(heard.filter(({ asked, n }) => asked !== n)).toEqual([])
  expect(heard.length).toBeGreaterThan(10)
})
