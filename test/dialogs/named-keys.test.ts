import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LANGUAGES } from '#dialogs/words.ts'

const ROOT = join(import.meta.dirname, '../..')
/** A quoted word with a dot in it: a key, when what stands before its dot is where keys begin. */
const QUOTED = /(['"])([a-z_]+(?:\.\w+)+)\1/g
/** Names of files that begin as keys do. */
const FILES = /\.(json|ics|log)$/

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** Read from disk, as they are shipped: what falls back to English would hide behind `wordsFor`. */
const TABLES = LANGUAGES.map(({ id }): readonly [string, Readonly<Record<string, string>>] => [
  id,
  JSON.parse(read(`dialogs/locales/${id}.json`)),
])
const begins = new Set(TABLES.flatMap(([, table]) => Object.keys(table).map(beginning)))
const named = globSync(['dialogs/**/*.{ts,tsx}', 'src/**/*.{ts,tsx}'], { cwd: ROOT }).flatMap(
  (path) =>
    [...read(path).matchAll(QUOTED)]
      .map(([, , key = '']) => ({ path, key }))
      .filter(({ key }) => begins.has(beginning(key)) && !FILES.test(key)),
)

function beginning(key: string): string {
  return key.slice(0, key.indexOf('.'))
}

test('keys are found in code at all', () => {
  expect(named.length).toBeGreaterThan(500)
})

test.each(TABLES)('every key that is named in code has a sentence in %s', (_, table) => {
  expect(named.filter(({ key }) => !Object.hasOwn(table, key))).toEqual([])
})
