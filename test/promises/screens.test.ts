import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')

/** Modules that draw something a person sees, by their path and what their code calls. */
const DRAWS: readonly (readonly [path: RegExp, code: RegExp])[] = [
  [/^src\/(?:page|desk)\/.*\.tsx$/, /^/],
  [/^src\/page\/.*\.ts$/, /\bredraw:/],
  [/^dialogs\/.*\.ts$/, /\bscreen\(/],
  [/^src\/teams\/.*\.ts$/, /(?<!\.)\bcard\(/],
  // The library that cleans files draws nothing: it names what a file begins with.
  [/^src\/(?!metadata\/).*\.ts$/, /\b(?:staticPage|posterDocument)\(|<!doctype/],
]
/** The tests that `bench/screens/vitest.config.ts` includes. */
const WALK = /^test\/(?:page|desk|server|teams)\/[\w.-]*browser[\w.-]*\.test\.ts$/

/** Rows of the section that says which walk shows a screen: a folder, files in it, and a walk, or why there is none. */
const [, section = ''] =
  /\n## Which walk shows a screen\n([\s\S]*?)\n## /.exec(read('bench/screens/README.md')) ?? []
const rows = [...section.matchAll(/^\| `([\w/-]+)\/` \| (.+) \| (.+) \|$/gm)].map(
  ([, folder = '', names = '', walk = '']) => ({
    screens: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => `${folder}/${name}`),
    walk: /^`([^`]+)`$/.exec(walk)?.[1] ?? null,
    why: walk,
  }),
)

test('every module that draws a screen is listed once, with the walk that shows it', () => {
  const drawn = FILES.filter((file) =>
    DRAWS.some(([path, code]) => path.test(file) && code.test(read(file))),
  )
  expect(rows.flatMap(({ screens }) => screens).toSorted()).toEqual(drawn.toSorted())
})

test('every walk of the list is a test that pictures are taken of, or says why there is none', () => {
  const walks = FILES.filter((file) => WALK.test(file))
  expect(rows.flatMap(({ walk }) => walk ?? []).filter((one) => !walks.includes(one))).toEqual([])
  expect(rows.filter(({ walk, why }) => walk === null && !why.startsWith('none: '))).toEqual([])
})
