import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actContent } from '#crypto/sign-act.ts'
import { release } from '#jobs/daily-release.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type PageReporter, pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { directoryOf } from '../fixtures/services.ts'
import { looking } from '../fixtures/superuser.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

const DAY = 24 * 3_600_000
/** Longer than a directory is remembered. */
const REMEMBERED_MS = 6_000

/** As whoever has the register's login does: it may insert into `directory`. */
const published = {
  'the older one again': `insert into directory (n, root, roster, signature, certificates, previous, hash)
    select 3, root, roster, signature, certificates, (select hash from directory where n = 2), reverse(hash)
    from directory where n = 1`,
  'one that the root did not sign': `insert into directory (n, root, roster, signature, certificates, previous, hash)
    select 3, root, replace(roster, 'Officer 1', 'Officer X'), signature, certificates, hash, reverse(hash)
    from directory where n = 2`,
}

describe.each(Object.entries(published))('where the newest roster is %s', (_, statement) => {
  let database: FreshDatabase
  let whole: Whole
  let officer: OfficerAtDesk
  let people: Record<'out' | 'back' | 'settled' | 'danger' | 'plain', PageReporter>
  let cases: Record<'danger' | 'plain', string>
  let newest: unknown

  beforeAll(async () => {
    database = await freshDatabase()
    whole = await startWhole(database.url, { page: true })
    const { composed, staff, clock } = whole
    const [out, back, settled, danger, plain] = await Promise.all(
      Array.from({ length: 5 }, () => pageReporter(whole)),
    )
    people = { out, back, settled, danger, plain } as typeof people
    for (const one of [people.out, people.back, people.settled, people.plain]) await one.file()
    await people.danger.file({ leaf: 'safety.immediate_danger', taps: ['danger'] })
    clock.forward(DAY)
    const { services, store } = composed
    await release({ ...services, releases: store.releases, jobs: store.jobs })
    await store.directory.publish(await directoryOf(staff.root, staff.officers, clock, [], 5))
    clock.forward(REMEMBERED_MS)
    expect((await services.readership.roster()).version).toBe(5)
    cases = {
      danger: (await people.danger.conversation()).id,
      plain: (await people.plain.conversation()).id,
    }
    officer = await officerAtDesk(whole, 'investigations-1')
    await officer.signIn()
    newest = (await officer.read(await officer.open(cases.plain))).newest
    await officer.post(`/api/cases/${cases.plain}/opened`, newest)
    await looking(database.superuser, (sql) => sql.unsafe(statement))
    clock.forward(REMEMBERED_MS)
    await expect(services.readership.roster()).rejects.toMatchObject({ code: 'ROSTER_REFUSED' })
  }, 120_000)
  afterAll(async () => {
    await whole?.stop()
    await database?.drop()
  })

  test('T-109 a person keeps somebody out, settles and takes back on the page', async () => {
    const [reader = ''] = (await people.out.conversation()).readers
    const act = await people.out.act('kept_out', { content: await actContent([reader]) })
    const { shown } = people.out
    const answers = [
      await postToPage(whole, 'keep-out', { shown, officers: [reader], act }),
      await postToPage(whole, 'settle', {
        shown: people.settled.shown,
        act: await people.settled.act('settled'),
      }),
      await postToPage(whole, 'take-back', {
        shown: people.back.shown,
        act: await people.back.act('withdrawn'),
      }),
    ]
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [200, expect.stringContaining('kept_out')],
      [200, expect.stringContaining('settled')],
      [200, expect.stringContaining('outcome')],
    ])
    expect((await people.out.conversation()).readers).not.toContain(reader)
  })

  test('T-109 an officer signs in and closes a case, and a danger is confirmed', async () => {
    await officer.signIn()
    expect((await officer.get('/api/me')).status).toBe(200)
    const closed = await officer.post(`/api/cases/${cases.plain}/close`, {
      reason: 'advice_given',
      opened: newest,
    })
    expect(closed.status).toBe(200)
    const confirmed = await officer.post(`/api/cases/${cases.danger}/acknowledge`, { letter: null })
    expect(confirmed.status).toBe(200)
  })

  test('T-109 the people are those of the newest good roster, and nothing is sealed', async () => {
    const { readership } = whole.composed.services
    expect((await readership.known()).version).toBe(5)
    for (const seals of [readership.roster(), readership.of('ethics'), readership.custodians()]) {
      await expect(seals).rejects.toMatchObject({ code: 'ROSTER_REFUSED' })
    }
    expect(await readership.healthy()).toEqual([])
  })
})
