import { afterAll, beforeAll, expect, test } from 'vitest'
import { officerAtDesk } from '../fixtures/officer.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { tracer } from '../fixtures/search-everywhere.ts'
import { dump, looking } from '../fixtures/superuser.ts'
import { TENANT } from '../fixtures/teams-cloud.ts'
import { person } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import { surfaceOf, toAccount } from '../journeys/filer.ts'

/** Everything by which Teams knows a person, in every activity. */
const WHO = {
  id: 'heronperson',
  conversation: 'a:heronconversation',
  from: {
    aadObjectId: 'deadbeef-0000-4000-8000-00000000cafe',
    name: 'Heron Display',
    userPrincipalName: 'heron.mailbox@example.invalid',
  },
}
const NAMES = [WHO.id, 'heronconversation', ...Object.values(WHO.from), TENANT]
const isWho = tracer(NAMES)

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url)
  const heron = person(whole.cloud, WHO)
  const { press, back } = surfaceOf(heron, 'dialog')
  const first = await heron.install()
  await heron.say('hello')
  const form = await toAccount(heron, first, 'dialog', 'not_told')
  await press(form, 'send', undefined, { account: 'A contract.', when: '', where: '' })
  const officer = await officerAtDesk(whole, 'investigations-1')
  const [row] = (await officer.queue()).rows
  await officer.answer(await officer.open(row?.id ?? ''), 'Thank you.')
  await press(await back(first), 'case', row?.id)
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

test('T-72 who told is in no row of any table and no line of the log, though Teams said it each time', async () => {
  const activity = JSON.stringify(person(whole.cloud, WHO).activity({}))
  for (const name of NAMES) expect(activity).toContain(name)
  const tables = Object.entries(await dump(database.superuser))
  const [row] = await looking(
    database.superuser,
    (sql) => sql`select (select count(*) from "case")::int as cases,
      (select count(*) from receipt)::int as receipts, (select count(*) from message)::int as letters`,
  )
  expect(row).toEqual({ cases: 1, receipts: 1, letters: 2 })
  const names = tables.filter(([, rows]) => isWho(JSON.stringify(rows))).map(([name]) => name)
  expect(names).toEqual([])
  expect(whole.log.filter(isWho)).toEqual([])
})

test('T-72 no address of a caller is in a table or in the log', async () => {
  const rows = JSON.stringify(await dump(database.superuser)) + whole.log.join('\n')
  expect(rows).not.toMatch(/127\.0\.0\.1|::1\b|x-forwarded|user-agent/i)
})
