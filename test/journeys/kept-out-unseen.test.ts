import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Queue } from '#wire/desk.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { OPENED } from '../fixtures/opened.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
import { person, textOf } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

const KEPT_OUT = 'investigations-2'
const UNKNOWN = 'A'.repeat(22)

/** Everything that anybody but the person and the reader of her words can look at. */
interface ObservedState {
  readonly log: readonly string[]
  readonly ready: string
  readonly alive: string
  readonly queue: Queue['rows']
  readonly ledger: readonly unknown[]
  readonly sent: readonly string[]
  readonly counts: unknown
}

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { accountInline: true })
})
afterAll(async () => {
  await whole.stop()
  await database.drop()
})

/** The same concern, told by somebody else, with or without one of the two kept out. */
async function newCase(name: string, keptOut: string) {
  const { log, cloud } = whole
  const from = { log: log.length, sent: cloud.sent.length, ledger: await ledger() }
  const before = await counts()
  const who = person(cloud, { id: name })
  let card = await who.open(await who.install(), 'tap', 'happened')
  card = await who.submit(card, 'tap', 'money')
  card = await who.submit(card, 'tap', 'fraud')
  card = await who.submit(card, 'continue', undefined, { about: '', kept_out: keptOut })
  const promise = textOf(card)
  card = await who.submit(card, 'continue')
  card = await who.submit(card, 'continue', undefined, { identity: 'not_told' })
  card = await who.submit(card, 'continue', undefined, { pass_on: 'no' })
  card = await who.submit(card, 'continue')
  const done = await who.submit(card, 'send', undefined, { account: 'words', when: '', where: '' })
  const reader = await officerAtDesk(whole, 'investigations-1')
  const known = new Set(seenIds)
  const { rows } = await reader.queue()
  const fresh = rows.filter(({ id }) => !known.has(id))
  seenIds.push(...fresh.map(({ id }) => id))
  const [row] = fresh
  if (row === undefined) throw new TypeError('it arrived')
  const wireCase = await reader.open(row.id)
  const read = await reader.read(wireCase)
  const seen: ObservedState = {
    log: log.slice(from.log).map(withoutIds),
    ready: await health('/readyz'),
    alive: await health('/healthz'),
    queue: fresh.map((one) => ({ ...one, id: '', reference: '' })),
    ledger: newLines(from.ledger, await ledger()),
    sent: cloud.sent.slice(from.sent).map(({ body, path }) => withoutIds(`${path} ${body}`)),
    counts: grown(before, await counts()),
  }
  return { id: row.id, promise, done: textOf(done), seen, read, who }
}

const seenIds: string[] = []

const withoutIds = (line: string) =>
  line.replaceAll(/[\w-]{22,}|kept-\w+|[0-9a-f-]{36}/g, '(id)').replaceAll(/"id":"\d+"/g, '"id"')

async function health(path: string): Promise<string> {
  const { status, text } = await whole.ask(path)
  return `${status} ${text}`
}

interface Lines {
  readonly chained: readonly unknown[]
  readonly waiting: readonly unknown[]
}

async function ledger(): Promise<Lines> {
  return looking(database.superuser, async (sql) => ({
    chained: [
      ...(await sql`
        select day::text, actor, officer, act, ref is null as nowhere from ledger order by n`),
    ],
    waiting: [...(await sql`select day::text, act from pending_ledger_line order by act`)],
  }))
}

function newLines(before: Lines, after: Lines): readonly unknown[] {
  return [
    ...after.chained.slice(before.chained.length),
    ...after.waiting.slice(before.waiting.length),
  ]
}

type Counts = Readonly<Record<string, number>>

/** Rows of every table that is no part of a case: notices, statistics, sessions, jobs, and what others may add. */
async function counts(): Promise<Counts> {
  return looking(database.superuser, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = 'public'
        and c.relname not in ('exclusion', 'reader', 'message_key', 'session')
      order by 1`
    const all: Record<string, number> = {}
    for (const { name } of tables) {
      const [row] = await sql.unsafe(`select count(*)::int as n from ${name}`)
      all[name] = row?.['n']
    }
    return all
  })
}

function grown(before: Counts, after: Counts): Counts {
  return Object.fromEntries(
    Object.entries(after).map(([name, n]) => [name, n - (before[name] ?? 0)]),
  )
}

/** What the officer who is kept out can ask of the desk's API, byte for byte. */
async function bytesOf(officer: string, id: string) {
  const him = await officerAtDesk(whole, officer)
  const letter = { id: UNKNOWN, seq: 1, data: 'AA', keys: [] }
  const answers = [
    await him.get('/api/me'),
    await him.get('/api/queue'),
    await him.get(`/api/cases/${id}`),
    await him.post(`/api/cases/${id}/acknowledge`, { letter: null }),
    await him.post(`/api/cases/${id}/opened`, OPENED),
    await him.post(`/api/cases/${id}/close`, { reason: 'noted', opened: OPENED }),
    await him.post(`/api/cases/${id}/answer`, { letter }),
  ]
  return answers.map(({ status, headers, text }) => [
    status,
    text.replaceAll(id, UNKNOWN),
    Object.keys(headers).toSorted(),
    headers['content-length'],
  ])
}

describe('T-106 an office of two from which one is kept out', () => {
  let none: Awaited<ReturnType<typeof bytesOf>>
  let plain: Awaited<ReturnType<typeof newCase>>
  let excluding: Awaited<ReturnType<typeof newCase>>
  beforeAll(async () => {
    none = await bytesOf(KEPT_OUT, UNKNOWN)
    excluding = await newCase('kept-one', KEPT_OUT)
  })

  test('takes it all the same, and tells the person alone what one reader means', async () => {
    expect(excluding.promise).toContain('One person can read this; when away, nobody.')
    expect(excluding.promise).toContain('Send it to another office instead')
    expect(excluding.done).toContain('One person in the investigations office can open it.')
    expect(excluding.read.letters.map(({ words }) => words)).toEqual(['words'])
  })

  test('gives the one who is kept out the bytes of a case that never was', async () => {
    expect(await bytesOf(KEPT_OUT, excluding.id)).toEqual(none)
  })

  test('shows no difference in logs, health, queue, ledger, messages or any table of notices', async () => {
    plain = await newCase('kept-none', '')
    expect(plain.promise).not.toContain('One person can read this')
    expect(excluding.seen).toEqual(plain.seen)
    expect(plain.seen.queue).toHaveLength(1)
    expect(plain.seen.ledger.length).toBeGreaterThan(0)
    expect(plain.seen.ready).toContain('200')
  })

  test('and when he is kept out later, the case is from then on one that never was', async () => {
    const before = await bytesOf(KEPT_OUT, plain.id)
    expect(before).not.toEqual(none)
    const lines = whole.log.length
    const sent = whole.cloud.sent.length
    const written = await ledger()
    const rows = await counts()
    const health = [(await whole.ask('/readyz')).text, (await whole.ask('/healthz')).text]
    const list = await plain.who.open(plain.who.lastCard(), 'conversation')
    const more = await plain.who.submit(
      await plain.who.submit(list, 'case', plain.id),
      'more',
      plain.id,
    )
    const ask = await plain.who.submit(more, 'keep_out', plain.id)
    const all = 'investigations-1,investigations-2'
    for (const choice of ['', all, 'nobody-known', KEPT_OUT, KEPT_OUT]) {
      await plain.who.submit(ask, 'keep_out_now', plain.id, { kept_out: choice })
    }
    expect(whole.log.slice(lines)).toEqual([])
    expect(whole.cloud.sent.slice(sent)).toEqual([])
    expect(await ledger()).toEqual(written)
    const after = grown(rows, await counts())
    expect(
      Object.entries(after).filter(([name, n]) => n !== 0 && name !== 'public.read_mark'),
    ).toEqual([])
    expect([(await whole.ask('/readyz')).text, (await whole.ask('/healthz')).text]).toEqual(health)
    expect(await bytesOf(KEPT_OUT, plain.id)).toEqual(none)
  })
})
