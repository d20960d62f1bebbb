import { afterAll, beforeAll, expect, test } from 'vitest'
import { release } from '#jobs/daily-release.ts'
import { namedReaders } from '#reporter/keep-out.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type PageReporter, pageReporter } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

const DAY = 24 * 3_600_000
let database: FreshDatabase
let whole: Whole
let reporter: PageReporter
let endangered: PageReporter
let officer: OfficerAtDesk
let plain: string
let danger: string
let sealed: Awaited<ReturnType<OfficerAtDesk['seal']>>

/** A case and a danger; then the roster ends. */
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
  reporter = await pageReporter(whole)
  endangered = await pageReporter(whole)
  await reporter.file()
  await endangered.file({ leaf: 'safety.immediate_danger', taps: ['danger'] })
  whole.clock.forward(DAY)
  const { services, store } = whole.composed
  await release({ ...services, releases: store.releases, jobs: store.jobs })
  plain = (await reporter.conversation()).id
  danger = (await endangered.conversation()).id
  officer = await officerAtDesk(whole, 'investigations-1')
  await officer.signIn()
  sealed = await officer.seal(await officer.open(danger), 'answer', 'We have it.')
  whole.clock.forward(36 * DAY)
  await expect(services.readership.roster()).rejects.toMatchObject({ code: 'ROSTER_REFUSED' })
  await officer.signIn()
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

test('T-109: with a roster whose days are over a danger is confirmed, and its person reads it', async () => {
  const confirmed = await officer.post(`/api/cases/${danger}/acknowledge`, { letter: null })
  expect(confirmed.status).toBe(200)
  expect((await endangered.conversation()).reckoning.acknowledgedOn).not.toBeNull()
})

test('and a case is put aside, brought back and closed', async () => {
  for (const path of ['aside', 'back']) {
    const moved = await officer.post(`/api/cases/${path}`, { ids: [plain] })
    expect([moved.status, moved.text]).toEqual([200, JSON.stringify({ moved: [plain] })])
  }
  const { newest } = await officer.read(await officer.open(plain))
  await officer.post(`/api/cases/${plain}/opened`, newest)
  const closed = await officer.post(`/api/cases/${plain}/close`, {
    reason: 'advice_given',
    opened: newest,
  })
  expect(closed.status).toBe(200)
})

test('while a letter is refused for the roster, to whomever it is sealed, and no line of the ledger says so', async () => {
  const lines = () => looking(database.superuser, (sql) => sql`select from ledger`)
  const before = (await lines()).length
  for (const keys of [sealed.keys, sealed.keys.filter(({ role }) => role === 'reporter')]) {
    const letter = { ...sealed, keys }
    const refused = await officer.post(`/api/cases/${danger}/answer`, { letter })
    expect(refused.text).toContain('ROSTER_REFUSED')
  }
  expect((await lines()).length).toBe(before)
})

test('and its person keeps somebody out, of those whom the last roster names at the office', async () => {
  const { services } = whole.composed
  const { reportersCase } = await endangered.key()
  expect((await namedReaders(services, reportersCase)).map(({ id }) => id)).toEqual([
    'investigations-1',
    'investigations-2',
  ])
  const keepOut = async (officers: string[]) => (await endangered.keepOut(...officers)).text
  expect(await keepOut(['investigations-1', 'investigations-2'])).toContain('nobody_left')
  expect(await keepOut(['investigations-1'])).toContain('"readers":1')
  expect((await endangered.conversation()).readers).toEqual(['investigations-2'])
  expect((await officer.get(`/api/cases/${danger}`)).status).toBe(404)
})
