import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const HERE = 'test/promises/threat-model.test.ts'
const ROOT = join(import.meta.dirname, '..', '..')
const text = readFileSync(join(ROOT, 'docs', 'threat-model.md'), 'utf8')

interface Line {
  readonly id: string
  readonly enforcers: readonly string[]
  readonly tests: readonly string[]
}

const pathsIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)

const lines: readonly Line[] = text
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, id = '']) => /^(T-\d+|case \d+)$/.test(id))
  .map(([, id = '', , enforced = '', proved = '']) => ({
    id,
    enforcers: pathsIn(enforced),
    tests: pathsIn(proved),
  }))

/** Names of tests stand between quotes; an id in a comment proves nothing. */
function namesOf(file: string): string {
  const read = readFileSync(join(ROOT, file), 'utf8')
  return [...read.matchAll(/(['"`])((?:(?!\1|\n).)*)\1/g)].map(([, , name]) => name).join('\n')
}

/** `case 85` is proved by `cases 84 and 85` too. */
function carries(names: string, id: string): boolean {
  const [kind, number] = id.startsWith('T-') ? ['', id] : ['cases? .*', id.slice(5)]
  return new RegExp(`${kind}(?<!\\d)${number}(?!\\d)`).test(names)
}

describe('the threat model says what is', () => {
  test('the table was read', () => {
    expect(lines.length).toBeGreaterThan(45)
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
  })

  test.each(lines)('$id: its files are there and each of its tests carries it', (line) => {
    const { id, enforcers, tests } = line
    expect(enforcers.length).toBeGreaterThan(0)
    expect(tests.length).toBeGreaterThan(0)
    for (const path of [...enforcers, ...tests]) {
      expect([path, existsSync(join(ROOT, path))]).toEqual([path, true])
    }
    for (const path of tests) {
      expect(path).toMatch(/^test\/.*\.test\.ts$/)
      expect([path, carries(namesOf(path), id)]).toEqual([path, true])
    }
  })

  test('every test that carries the id of a threat stands in its row', () => {
    const all = globSync('test/**/*.test.ts', { cwd: ROOT })
    const named = all.map((file) => [file, namesOf(file)] as const)
    const missing = lines.flatMap(({ id, tests }) =>
      named
        // This file has ids as examples; the tests of the cleaner are a folder of their own.
        .filter(([file]) => file !== HERE && !(id === 'T-147' && file.startsWith('test/metadata/')))
        .filter(
          ([file, names]) => id.startsWith('T-') && carries(names, id) && !tests.includes(file),
        )
        .map(([file]) => `${id} ${file}`),
    )
    expect(missing).toEqual([])
  })

  test('every other file that is named in it is there', () => {
    const named = pathsIn(text).filter((path) => /^(src|test|docs|migrations|dialogs)\//.test(path))
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  test('every threat and case that code, a comment, a document or the name of a test cites has its row', () => {
    const rows = new Set(lines.map(({ id }) => id))
    const all = globSync(
      ['{src,dialogs,bench,manifest,migrations,test,docs}/**/*.{ts,tsx,sql,md,cjs}', '*.md'],
      { cwd: ROOT },
    ).filter((file) => file !== HERE)
    const threats = all.flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?<![\w/])T-\d+/g)].map(([id]) => id),
    )
    // `case 7:` is also a branch of a switch: of cases the names of tests are read.
    const cases = all
      .filter((file) => file.endsWith('.test.ts'))
      .flatMap((file) => [...namesOf(file).matchAll(/\bcases? (\d+)(?: and (\d+))?/g)])
      .flatMap(([, first, second]) => [first, second].flatMap((n) => (n ? [`case ${n}`] : [])))
    expect(new Set(threats).size).toBeGreaterThan(80)
    expect(new Set(cases).size).toBeGreaterThan(40)
    expect([...new Set([...threats, ...cases])].filter((id) => !rows.has(id))).toEqual([])
  })

  test('an id that no test carries would be noticed', () => {
    const all = globSync('test/**/*.test.ts', { cwd: ROOT }).map(namesOf).join('\n')
    expect(carries(all, `T-${999}`)).toBe(false)
    expect(carries('cases 84 and 85 leave nothing', 'case 85')).toBe(true)
    expect(carries('T-1280 is another', 'T-128')).toBe(false)
  })
})
