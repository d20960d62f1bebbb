import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CASE_COLUMNS, CaseColumns } from '#domain/case/case-columns.ts'
import { day } from '#domain/case/day.ts'
import type { Filing } from '#ports.ts'
import { filing, officerA } from '../fixtures/filing.ts'
import { pageFiling } from '../fixtures/page-filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

/** What the store itself asks of a filing. A column that is not here is handed on, a new one too. */
const KNOWN: readonly string[] = ['id', 'reference', 'office', 'category', 'channel']

/** None of them the one that a store would fill in by itself. */
const TOLD: Partial<Filing> = {
  category: 'safety',
  identity: 'confidential',
  flags: ['governing_body_route'],
  triageHours: 3,
}

test('every column of a filing comes to its officer as it was said', async () => {
  const given = filing(TOLD)
  expect(await db.store.intake.file(given)).toBe('filed')
  expect(await db.store.desk.open(officerA, given.id)).toMatchObject(CaseColumns.parse(given))
})

test('every column of a filing that waited comes to its officer as it was said', async () => {
  const { filing: given } = pageFiling({ ...TOLD, category: 'advice' })
  expect(await db.store.delayedInbox.file(given, null)).toBe('filed')
  await db.store.releases.release('ethics', day('2026-11-10'))
  expect(await db.store.desk.open(officerA, given.id)).toMatchObject(CaseColumns.parse(given))
})

test('a column is named in its list, in the schema and where a channel says it: nothing between repeats the list', () => {
  const root = join(import.meta.dirname, '../..')
  const between = ['src/ports/intake.ts', 'src/db/cases/insert-case.ts']
    .concat(['src/db/cases/intake-store.ts', 'src/db/cases/load-case.ts'])
    .concat(globSync('src/db/delayed-inbox/{stored,release}-filing.ts', { cwd: root }))
  expect(between).toHaveLength(6)
  // Which office, case and channel it is they must know; what else it says they hand on.
  const handed = CASE_COLUMNS.filter((fact) => !KNOWN.includes(fact))
  expect(handed.length).toBe(CASE_COLUMNS.length - KNOWN.length)
  const repeats = between.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return handed.filter((fact) => text.includes(`filing.${fact}`) || text.includes(`:${fact}`))
  })
  expect(repeats).toEqual([])
})
