import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readership } from '#crypto/readership.ts'
import { policyInForce } from '#policy-file.ts'
import { pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { directoryOf } from '../fixtures/services.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  const { policy } = await policyInForce(join(import.meta.dirname, '../../dialogs/policy.yaml'))
  const { investigations } = policy.offices
  const offices = { ...policy.offices, investigations: { ...investigations, leastReaders: 1 } }
  whole = await startWhole(database.url, { page: true, offices })
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

async function publish(version: number, without: readonly string[] = []): Promise<void> {
  const { root, officers } = whole.staff
  const left = officers.filter(({ id }) => !without.includes(id))
  const directory = await directoryOf(root, left, whole.clock, [], version)
  await whole.composed.store.directory.publish(directory)
}

/** Her page reads the newest roster each time; the server remembers one for five seconds. */
function asPageSees(): Whole {
  const { services, store } = whole.composed
  const { policy } = services
  const newest = readership(() => store.directory.latest(), {
    rootFingerprint: whole.staff.root.fingerprint,
    leastVersion: 1,
    leastReaders: (office) => policy.offices[office].leastReaders,
    clock: whole.clock,
    demo: false,
    zone: policy.offices.ethics.zone,
  })
  const seen = { ...services, readership: newest }
  return { ...whole, composed: { ...whole.composed, services: seen } }
}

test('a page that has read a newer roster than the server remembers is believed, for an addition and a concern', async () => {
  const { readership: remembered } = whole.composed.services
  const reporter = await pageReporter(asPageSees())
  expect((await reporter.file()).status).toBe(200)
  await publish(2, ['investigations-2'])
  const letter = await reporter.letter('addition', 'x')
  await remembered.known()
  whole.clock.forward(1_000)
  const { shown } = reporter
  const added = { shown, nonce: 'A'.repeat(22), letter, identity: null }
  expect((await postToPage(whole, 'add', added)).text).toContain('"added"')

  await publish(3)
  const filing = await (await pageReporter(asPageSees())).seal()
  expect(filing.readers).toHaveLength(2)
  whole.clock.forward(1_000)
  expect((await postToPage(whole, 'file', filing)).status).toBe(200)
})

test('a page that has an older one is refused as before', async () => {
  const filing = await (await pageReporter(asPageSees())).seal()
  await publish(4, ['investigations-2'])
  whole.clock.forward(6_000)
  const heard = await postToPage(whole, 'file', filing)
  expect([heard.status, heard.text]).toEqual([409, '{"code":"PROMISE_CHANGED"}'])
})
