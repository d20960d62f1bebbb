import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const text = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8')
const [, tree = ''] = /\n## The tree\n([\s\S]*?)\n## /.exec(text) ?? []
const shown = [...tree.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)\/`/g)].map(([, folder = '']) => folder),
)

interface Rule {
  readonly name: string
  readonly from: { readonly path?: string }
  readonly to: { readonly pathNot?: readonly string[] }
}
const { forbidden } = createRequire(import.meta.url)('../layering.cjs') as {
  readonly forbidden: readonly Rule[]
}
/** Rules of the rooms: what each may import, and nothing else. */
const rules = forbidden.filter(({ from, to }) => from.path !== undefined && to.pathNot)
const rulesOf = (room: string) =>
  rules.filter(({ from }) => new RegExp(from.path ?? '').test(`${room}/any/file.ts`))

const files = execFileSync('git', ['ls-files', '--', 'src', 'dialogs', 'manifest'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file))
const roomOf = (file: string) => /^src\/(?:domain\/)?[^/]+(?=\/)|^[^/]+(?=\/)/.exec(file)?.[0] ?? ''
const isAtRoot = (file: string) => roomOf(file) === 'src'
const roomsOfCode = [...new Set(files.map(roomOf))].filter((room) => room !== 'src')

/** Files that the layering tool lets a room import, itself left out. */
function admitted(room: string): readonly string[] {
  const passes = rulesOf(room).map(({ to }) => (to.pathNot ?? []).map((one) => new RegExp(one)))
  return files.filter(
    (file) => roomOf(file) !== room && passes.every((some) => some.some((one) => one.test(file))),
  )
}

const inTicks = (names: readonly string[]) => names.map((name) => `\`${name}\``)
/** What a room of which nothing is special may import: `jobs`. */
const common = admitted('src/jobs')
const isAdmittedWhole = (room: string, names: readonly string[]) =>
  files.filter((file) => roomOf(file) === room).every((file) => names.includes(file))
const short = (room: string) => room.replace(/^src\//, '')

/** The same in words, as the document says it. */
function mayImport(room: string): string {
  const names = admitted(room)
  const isCommon = common.every((file) => names.includes(file))
  const rest = isCommon ? names.filter((file) => !common.includes(file)) : names
  const others = roomsOfCode.filter((one) => one !== room)
  const whole = others.filter((one) => isAdmittedWhole(one, rest))
  const left = rest.filter((file) => !isAtRoot(file) && !whole.includes(roomOf(file)))
  const missing = others.filter((one) => !isAdmittedWhole(one, names)).map(short)
  if (missing.length <= 4) return `all but ${missing.toSorted().join(', ')}`
  const isDomain = ['src/domain/case', 'src/domain/concern'].every((one) => whole.includes(one))
  const rooms = whole.map(short).filter((one) => !isDomain || !one.startsWith('domain/'))
  if (isDomain) rooms.push('domain')
  const own = rest.filter(isAtRoot).map((file) => short(file))
  const cell = [...(isCommon ? ['common'] : []), ...rooms.toSorted()]
  const parts = [...new Set(left.map(roomOf))].map(
    (one) => `${left.filter((file) => roomOf(file) === one).length} files of ${short(one)}`,
  )
  return [...cell, ...parts, ...inTicks(own.toSorted())].join(', ')
}

const folders = (below: string, depth: number) => {
  const files = execFileSync('git', ['ls-files', '--', below], { cwd: ROOT, encoding: 'utf8' })
  const parts = files
    .trim()
    .split('\n')
    .map((file) => file.split('/').slice(0, -1))
  return new Set(
    parts.filter(({ length }) => length >= depth).map((one) => one.slice(0, depth).join('/')),
  )
}

test('the architecture shows each folder that there is, and none besides', () => {
  const rooms = [...folders('.', 1), ...folders('src', 2), ...folders('src/domain', 3)]
  const inside = ['src', 'src/domain']
  expect(shown.toSorted()).toEqual(rooms.filter((one) => !inside.includes(one)).toSorted())
  const [, subjects = ''] = /by subject: `([^`]+)`/.exec(tree) ?? []
  const tracked = [...folders('src/db', 3)].map((one) => `${one.split('/')[2]}/`)
  expect(subjects.split(' ').toSorted()).toEqual(tracked.toSorted())
})

test('what a room may import is what the layering tool lets it import', () => {
  expect(rules.length).toBeGreaterThan(18)
  const rows = [...tree.matchAll(/^\| `((?:src\/)?[\w-]+(?:\/[\w-]+)?)\/` \|.*\| (.*?) \|$/gm)]
  const cells = Object.fromEntries(rows.map(([, room = '', cell = '']) => [room, cell]))
  const rooms = Object.keys(cells)
  expect(rooms.length).toBeGreaterThan(18)
  expect(cells).toEqual(Object.fromEntries(rooms.map((room) => [room, mayImport(room)])))
  // Each rule is of a row, so that none is left out of the table.
  const unlisted = rules.filter(({ from }) => {
    const path = new RegExp(from.path ?? '')
    return !rooms.some((room) => path.test(`${room}/any/file.ts`))
  })
  expect(unlisted).toEqual([])
})

test('and what each may import is named', () => {
  const [, sentence = ''] = /\*Common\* is (.*?), what most rooms/.exec(tree) ?? []
  const rooms = ['domain/', 'wire/', 'ports/']
  const roots = common.filter(isAtRoot).map((file) => short(file))
  expect(sentence.split(', ')).toEqual(inTicks([...rooms, ...roots]))
  expect(new Set(common.map(roomOf))).toEqual(
    new Set(['src/domain/case', 'src/domain/concern', 'src/wire', 'src/ports', 'src']),
  )
})

test('the architecture is read in five minutes', () => {
  expect(text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length).toBeLessThanOrEqual(
    1_200,
  )
})
