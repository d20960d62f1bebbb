import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkZones } from '#cli/check-database.ts'
import { unknownZones } from '#db/database-time.ts'
import type { Policy } from '#domain/concern/policy.ts'
import type { Ids } from '#errors.ts'
import { nullLog } from '#log.ts'
import { refuseUnknownZones } from '#production.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'

/** Of Node's list and of no current one of the database. */
const UNKNOWN = 'US/Pacific-New'
let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const policyOf = (zone: string) =>
  ({ offices: { ethics: { zone: 'Europe/Zurich' }, hr: { zone } } }) as unknown as Policy

test('every zone that Node knows is one of the database, and what only Node knows is named', async () => {
  expect(await unknownZones(db.url, ['UTC', 'Etc/GMT+12', 'europe/zurich', UNKNOWN])).toEqual([
    UNKNOWN,
  ])
  expect(await unknownZones(db.url, Intl.supportedValuesOf('timeZone'))).toEqual([])
})

test('a policy with a zone that the database does not know is refused at the start, and check says which', async () => {
  const warned: Ids[] = []
  const log = { ...nullLog, warn: (_: string, ids: Ids = {}) => void warned.push(ids) }
  const refused = { code: 'ZONE_UNKNOWN', ids: { names: 'ASIDE_POLICY', zone: UNKNOWN } }
  await expect(refuseUnknownZones(db.url, policyOf(UNKNOWN), log)).rejects.toMatchObject(refused)
  expect(warned).toEqual([{ code: refused.code, ...refused.ids }])
  const finding = await checkZones(db.url, policyOf(UNKNOWN))
  expect(finding).toMatchObject({ level: 'fail' })
  expect(finding.what).toContain(`ZONE_UNKNOWN (${UNKNOWN})`)
  await refuseUnknownZones(db.url, policyOf('UTC'), log)
  expect((await checkZones(db.url, policyOf('UTC'))).level).toBe('ok')
})
