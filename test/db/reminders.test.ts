import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { bytes } from '../fixtures/filing.ts'
import { freshStore, type Held } from '../fixtures/store.ts'
import { looking, somebodyWaits } from '../fixtures/superuser.ts'

let held: Held
beforeAll(async () => {
  held = await freshStore()
})
afterAll(() => held.end())

test('a reminder that is ended while all are written anew is ended', async () => {
  const mine = bytes(32)
  await held.store.reminders.set([mine], bytes(64), day('2026-12-28'))
  const { ending } = await looking(held.superuser, (sql) =>
    sql.begin(async (tx) => {
      await tx`select rewrite_reminders()`
      const over = held.store.reminders.end([mine])
      await somebodyWaits(held.superuser)
      return { ending: over }
    }),
  )
  await ending
  expect(await held.store.reminders.until([mine])).toBeNull()
})
