import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { describeSchema, SCHEMA } from '../../migrations/schema.ts'
import { ofItsDay } from '../fixtures/any-day.ts'
import { freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'

test('migrations/schema.sql is what the database is', async () => {
  const database = await freshDatabase()
  try {
    await ofItsDay(database.url)
    const is = await looking(database.url, describeSchema)
    const says = await readFile(SCHEMA, 'utf8')
    expect(is, 'run `npm run schema`, look at what changed, and commit it').toBe(says)
  } finally {
    await database.drop()
  }
})
