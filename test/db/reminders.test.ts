import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { bytes } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, somebodyWaits } from '../fixtures/superuser.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

test('a reminder that is ended while all are written anew is ended', async () => {
  const mine = bytes(32)
  await db.store.reminders.set([mine], bytes(64), day('2026-12-28'))
  const { ending } = await looking(db.superuser, (sql) =>
    sql.begin(async (tx) => {
      await tx`select rewrite_reminders()`
      const over = db.store.reminders.end([mine])
      await somebodyWaits(db.superuser)
      return { ending: over }
    }),
  )
  await ending
  expect(await db.store.reminders.until([mine])).toBeNull()
})
