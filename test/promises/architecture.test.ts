import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const text = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8')
const [, tree = ''] = /\n## The tree\n([\s\S]*?)\n## /.exec(text) ?? []
const shown = [...tree.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)\/`/g)].map(([, folder = '']) => folder),
)

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

test('the architecture is read in five minutes', () => {
  expect(text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length).toBeLessThanOrEqual(
    1_200,
  )
})
