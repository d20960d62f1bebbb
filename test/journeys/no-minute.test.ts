import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDay } from '#jobs/close-day.ts'
import { release } from '#jobs/daily-release.ts'
import { nullLog } from '#log.ts'
import { messagesTo, pairedChat, sendAll } from '../fixtures/notified.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { pageReporter } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { dump, looking } from '../fixtures/superuser.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const IDS = ['ethics-1', 'ethics-2']
/** A concern that goes to the ethics office. */
const ASKED = { leaf: 'advice.gifts_honours' } as const

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

/** The number of the next transaction: whatever was written since has this one or a higher. */
async function transaction(): Promise<bigint> {
  const [row] = await looking(
    database.superuser,
    (sql) => sql`select pg_current_xact_id()::text as id`,
  )
  return BigInt(row?.['id'])
}

/** Every instant that stands in any column of ours. */
async function instants(): Promise<Date[]> {
  return looking(database.superuser, async (sql) => {
    const columns = await sql`
      select table_name as t, column_name as c from information_schema.columns
      where table_schema = 'public' and data_type like 'timestamp%'`
    const instants: Date[] = []
    for (const { t, c } of columns) {
      const rows =
        await sql`select distinct ${sql(c)} as at from ${sql(t)} where ${sql(c)} is not null`
      instants.push(...rows.map(({ at }) => new Date(at)))
    }
    return instants
  })
}

/** Tables with a row that was written by one of these transactions. */
async function writtenBetween(first: bigint, last: bigint): Promise<string[]> {
  const by = ({ xmin = '0' }: Record<string, string>) =>
    BigInt(xmin) >= first && BigInt(xmin) <= last
  const tables = Object.entries(await dump(database.superuser))
  return tables.flatMap(([table, rows]) => (rows.some(by) ? [table] : []))
}

/** What somebody sees who looks from outside, or sits at the desk, without opening anything. */
async function seen(officer: OfficerAtDesk): Promise<string[]> {
  const outside = ['/healthz', '/readyz', '/directory.json'].map((path) => whole.ask(path))
  const answers = await Promise.all([...outside, officer.get('/api/queue')])
  return answers.map(({ status, text }) => `${status} ${text}`)
}

test('T-111 T-112 T-113 case 52 after the release nothing that is kept says at what minute a concern came', {
  timeout: 120_000,
}, async () => {
  const { clock, composed } = whole
  const { services, store } = composed
  const officers = await Promise.all(IDS.map((id) => officerAtDesk(whole, id)))
  const [officer] = officers
  if (officer === undefined) throw new TypeError('an officer')
  for (const [at, one] of officers.entries()) await pairedChat(whole, one, IDS[at] ?? '')
  clock.forward(randomInt(1, 500) * MINUTE)
  const acts: number[] = []
  /** What the ledger keeps with its instant. */
  const officerActs = async () => {
    acts.push(clock.now().getTime())
    await officer.get('/api/cases/AAAAAAAAAAAAAAAAAAAAAA')
  }
  await officerActs()
  clock.forward(MINUTE)
  const before = { seen: await seen(officer), log: whole.log.length, sent: whole.cloud.sent.length }
  const first = await transaction()
  const reporter = await pageReporter(whole)
  expect((await reporter.file(ASKED)).status).toBe(200)
  expect((await (await pageReporter(whole)).find()).status).toBe(404)
  expect((await reporter.conversation()).waiting.length).toBe(1)
  const settled = await pageReporter(whole)
  await settled.file(ASKED)
  expect((await settled.settle()).status).toBe(200)
  const last = await transaction()
  expect(await seen(officer)).toEqual(before.seen)
  expect(whole.log.length).toBe(before.log)
  await sendAll(whole, 'hourly')
  await sendAll(whole, 'urgent')
  expect(whole.cloud.sent.length).toBe(before.sent)
  clock.forward(MINUTE)
  await officerActs()
  expect(await writtenBetween(first, last)).toEqual([
    ...['public.daily_count', 'public.delayed_inbox', 'public.idempotency_key'],
  ])
  // The next morning, after seven in Zurich and long before the day is closed.
  clock.forward(nextMorning(clock.now()) - clock.now().getTime())
  await release({
    clock,
    log: nullLog,
    policy: services.policy,
    releases: store.releases,
    jobs: store.jobs,
  })
  expect(await writtenBetween(first, last)).toEqual([])
  const [from = 0, to = 0] = acts
  const within = (await instants()).filter((at) => at.getTime() > from && at.getTime() < to)
  expect(within).toEqual([])
  expect((await reporter.conversation()).waiting).toEqual([])
  const counts = () => IDS.map((id) => messagesTo(whole, `chat-of-${id}`).length)
  const once = counts()
  await sendAll(whole, 'hourly')
  expect(counts()).toEqual(once.map((many) => many + 1))

  // Once the day is over everywhere, the ledger has both acts of the officer before anything of hers.
  clock.forward(6 * HOUR)
  await closeDay({ clock, log: nullLog, jobs: store.jobs })
  const lines = await looking(
    database.superuser,
    (sql) => sql`select n, actor, at, act, day::text from ledger order by n`,
  )
  const place = (at: number) => lines.findIndex((line) => line['at']?.getTime() === at)
  expect(place(from)).toBeGreaterThanOrEqual(0)
  const reporterLines = lines.flatMap((line, at) => (line['actor'] === 'reporter' ? [at] : []))
  expect(reporterLines.length).toBeGreaterThanOrEqual(3)
  expect(reporterLines.filter((at) => at < place(to))).toEqual([])
  expect(lines.filter((line) => line['actor'] === 'reporter' && line['at'] !== null)).toEqual([])
})

/** Five past seven in Zurich, on the day after. */
function nextMorning(now: Date): number {
  const day = new Date(now.getTime() + 24 * HOUR).toISOString().slice(0, 10)
  return Date.parse(`${day}T06:05:00Z`)
}
