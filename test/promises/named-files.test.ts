import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')

/** A file of ours by its ending, or anything below one of our folders; whole, or with the folders above it left out. */
const NAMED =
  /^(?:[\w.-]+\/)*[\w.-]+\.(?:ts|tsx|md|sql|yaml|json|css|cjs|mjs)$|^(?:src|test|docs|dialogs|bench|migrations|manifest)\/[\w./-]+$/
/** The same in running text, without back-ticks: what begins with a folder of ours, and any document. */
const IN_TEXT =
  /(?<![\w/.<>@:#-])(?:(?:src|test|docs|dialogs|bench|migrations|manifest)\/[\w./-]*\w|[\w/-]+\.md)(?![\w/<{*$-])/g
/** A numbered migration is never edited: what it names stands as it was called then. */
const FORMER: readonly string[] = [
  'migrations/0003_ledger.sql: src/store/ledger-line.ts',
  'migrations/0020_case_ids.sql: src/sealing/case-id.ts',
  'migrations/0035_lines_by_the_database.sql: functions/tell_event.sql',
]
/** What an officer of the root makes, in a folder of its own. */
const MADE_ELSEWHERE = ['roster.json']

const ENDS = new Set(
  FILES.flatMap((file) => {
    const parts = file.split('/')
    return parts.flatMap((_, from) => parts.map((__, to) => parts.slice(from, to + 1).join('/')))
  }),
)

/** Every line of a document; of code what stands in comments. */
function namesIn(file: string): readonly string[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n')
  if (file.endsWith('.md')) return lines
  return lines.flatMap((line) => /^\s*(?:\/\/|\/?\*|--|# ).*|\/\/ .*|\/\*.*\*\//.exec(line) ?? [])
}

test('every file and folder that a document or a comment names is there', () => {
  const read = FILES.filter((file) => /\.(?:md|ts|tsx|css|sql|cjs|yaml)$|^\.ci\/run$/.test(file))
  const missing = read.flatMap((file) =>
    namesIn(file).flatMap((line) => {
      const names = [...line.matchAll(/`([^`\s]+?)\/?`/g)].map(([, name = '']) => name)
      const links = [...line.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, to = '']) => to)
      const plain = [...line.matchAll(IN_TEXT)].map(([name]) => name)
      return [
        ...plain.filter(
          (name) => !ENDS.has(name) && !FILES.some((one) => one.startsWith(`${name}-`)),
        ),
        ...names.filter(
          (name) => NAMED.test(name) && !ENDS.has(name) && !MADE_ELSEWHERE.includes(name),
        ),
        ...links.filter((to) => file.endsWith('.md') && !existsSync(join(ROOT, dirname(file), to))),
      ].map((name) => `${file}: ${name}`)
    }),
  )
  expect([...new Set(missing)].toSorted()).toEqual(FORMER)
})

test('every identifier of the glossary is one', () => {
  const code = FILES.filter((file) => /^(?:src|dialogs|migrations)\/.*\.(?:tsx?|sql)$/.test(file))
  const words = new Set(
    code.flatMap((file) => readFileSync(join(ROOT, file), 'utf8').match(/\w+/g) ?? []),
  )
  const cited = readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8')
    .split('\n')
    .flatMap((line) => [...(line.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)])
    .flatMap(([, name = '']) => (name.includes('/') ? [] : (name.match(/\w+/g) ?? [])))
  expect(cited.length).toBeGreaterThan(40)
  expect(cited.filter((name) => !words.has(name))).toEqual([])
})

test('no file holds what a merge left behind', () => {
  const marked = FILES.filter((file) =>
    /\.(?:md|ts|tsx|css|sql|cjs|json|yaml|sh)$/.test(file),
  ).filter((file) => /^(?:<{7}|>{7})(?: |$)/m.test(readFileSync(join(ROOT, file), 'utf8')))
  expect(marked).toEqual([])
})

test('the decisions are numbered without a gap, and every number that is cited is there', () => {
  const numbers = FILES.flatMap(
    (file) => /^docs\/decisions\/(\d{3})-/.exec(file)?.[1] ?? [],
  ).toSorted()
  expect(numbers).toEqual(numbers.map((_, at) => String(at + 1).padStart(3, '0')))
  const cited = FILES.filter((file) => /\.(?:md|ts|tsx|sql)$/.test(file)).flatMap((file) =>
    namesIn(file).flatMap((line) => [...line.matchAll(/decision (\d{3})/g)].map(([, n = '']) => n)),
  )
  expect(cited.filter((number) => !numbers.includes(number))).toEqual([])
})
