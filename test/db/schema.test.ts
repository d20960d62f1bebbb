import { expect, test } from 'vitest'
import { describeDatabase, readDescription } from '../../migrations/schema.ts'
import { ofItsDay } from '../fixtures/any-day.ts'
import { freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'

test('migrations/schema.sql and row_level_security.sql are what the database is', async () => {
  const database = await freshDatabase()
  try {
    await ofItsDay(database.url)
    const is = await looking(database.url, describeDatabase)
    const advice = 'run `npm run schema`, look at what changed, and commit it'
    expect(is, advice).toEqual(readDescription())
  } finally {
    await database.drop()
  }
})
