import { afterAll, beforeAll, expect, test } from 'vitest'
import { day, plusDays } from '#domain/case/day.ts'
import { erasureDay } from '#domain/case/erasure.ts'
import { QUEUED } from '#domain/case/pile.ts'
import { readQueue } from '#officer/read-queue.ts'
import { bytes, filing, officerA } from '../fixtures/filing.ts'
import { OFFICERS, officerServices } from '../fixtures/officer-services.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

const ON = day('2026-11-20')
let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

async function filed(readers = [officerA]) {
  const given = filing({ readers })
  await db.store.intake.file(given)
  const [lookup = bytes(1)] = given.receipt.lookups
  return { id: given.id, lookup }
}

/** As whoever owns the database writes it. */
const written = (statement: string) =>
  looking(db.superuser, async (sql) => {
    await sql`set session_replication_role = replica`
    await sql.unsafe(statement)
  })

test.each(['received_on', 'due_on', 'due_at'])(
  'a case with %s at infinity is named, and stops neither the clocks nor the queue',
  async (column) => {
    const [officer] = OFFICERS
    if (officer === undefined) throw new Error('no officer')
    const [bad, moved, good] = [
      await filed([officer.id]),
      await filed([officer.id]),
      await filed([officer.id]),
    ]
    await written(`update "case" set ${column} = 'infinity' where id = '${bad.id}'`)
    await written(`update "case" set due_on = '${plusDays(ON, 90)}' where id = '${moved.id}'`)
    const named = await db.store.jobs.movedClocks()
    expect(named).toEqual(expect.arrayContaining([bad.id, moved.id]))
    expect(named).not.toContain(good.id)
    const services = { ...officerServices().services, desk: db.store.desk }
    const { entries } = await readQueue(services, officer, QUEUED)
    const ids = entries.map(({ queuedCase }) => queuedCase.id)
    expect(ids).toEqual(expect.arrayContaining([moved.id, good.id]))
    expect(ids).not.toContain(bad.id)
  },
)

test('a zone that is none in what was taken back keeps nothing else from being erased, and is erased last', async () => {
  const [one, other] = [await filed(), await filed()]
  for (const { lookup } of [one, other]) await db.store.reporters.takeBack(lookup, ON, 'withdrawn')
  await written(`update erasure set zone = 'Nowhere/Zone' where case_id = '${one.id}'`)
  // In a demo every day is one, and no zone is asked.
  await written(`update environment_marker set kind = 'production'`)
  const due = await db.store.jobs.takenBack('ethics', erasureDay(ON))
  expect(due).toHaveLength(2)
  for (const id of due) expect(await db.store.jobs.eraseTakenBack(id, erasureDay(ON))).toBe(true)
})
