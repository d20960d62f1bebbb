import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ts from 'typescript'
import { afterEach, expect, test, vi } from 'vitest'
import { slowPartsOf } from '../fixtures/slow-patterns.ts'

/*
 * The product searches texts that a stranger wrote. A pattern that reads the same text again from each of its places
 * takes minutes for a megabyte.
 */

const ROOT = join(import.meta.dirname, '..', '..')
const files = globSync('src/**/*.{ts,tsx}', { cwd: ROOT }).map((name) => ({
  name: name.replaceAll('\\', '/'),
  text: readFileSync(join(ROOT, name), 'utf8'),
}))

/** Where patterns may take more than linear time, since what they search is short or our own. */
const SHORT: Readonly<Record<string, string>> = {
  'src/browser/light-pdf-lib.ts': 'a library, when a page is built',
  'src/browser/vite.config.ts': 'a library, when a page is built',
  'src/db/functions.ts': 'our own migrations',
  'src/metadata/strip/pdf/font/names.ts': 'names of at most 127 characters',
}

/** Slow parts of patterns, by the file in which they stand. */
function slowIn(patterns: readonly (readonly [name: string, pattern: RegExp])[]) {
  const apart = new Map(
    patterns.map(([name, pattern]) => [String(pattern), [name, pattern] as const]),
  )
  return [...apart.values()].flatMap(([name, pattern]) => {
    const parts = /[*+]|,\}/.test(pattern.source) ? slowPartsOf(pattern) : []
    return parts.length === 0 ? [] : [{ name, parts, pattern: String(pattern) }]
  })
}

function literalsOf(name: string, text: string): readonly RegExp[] {
  const patterns: RegExp[] = []
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags] = /^\/(.*)\/(\w*)$/.exec(node.text) ?? []
      patterns.push(new RegExp(source, flags))
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest))
  return patterns
}

test('T-147 a pattern that takes more than linear time is found', () => {
  const slow = [
    /[. ]+$/,
    /\(([^)]*)\)/,
    /^\s*(\s*a)*$/,
    /a[^;]*;/,
    /^x.*?^y/ms,
    /\bab[\s\S]*c/,
    /(?:ab)+$/,
  ]
  expect(slow.filter((pattern) => slowPartsOf(pattern).length === 0)).toEqual([])
  const linear = [/^[. ]+$/, /\(([^()]*)\)/, /^(\s*a)*$/, /a[^a;]*;/, /\b\w+;/, /a.*/, /[. ]+$/y]
  expect(linear.filter((pattern) => slowPartsOf(pattern).length > 0)).toEqual([])
})

test('T-147 no pattern takes more than linear time', () => {
  const slow = slowIn(
    files.flatMap(({ name, text }) =>
      literalsOf(name, text).map((pattern) => [name, pattern] as const),
    ),
  )
  expect(slow.filter(({ name }) => !Object.hasOwn(SHORT, name))).toEqual([])
  expect([...new Set(slow.map(({ name }) => name))].toSorted()).toEqual(Object.keys(SHORT))
})

afterEach(() => void vi.unstubAllGlobals())

test('T-147 no pattern that is put together takes more than linear time', async () => {
  const patterns: (readonly [name: string, pattern: RegExp])[] = []
  for (const { name, text } of files) {
    if (!/^(export )?const \w+ = new RegExp\(/m.test(text)) continue
    // What it imports is loaded, so that only its own patterns are seen.
    await import(/* @vite-ignore */ join(ROOT, name))
    vi.stubGlobal(
      'RegExp',
      new Proxy(RegExp, {
        construct: (of, given: [string, string?]) => {
          const pattern = Reflect.construct(of, given)
          patterns.push([name, pattern])
          return pattern
        },
      }),
    )
    // A module of its own, whoever loaded it before.
    await import(/* @vite-ignore */ `${join(ROOT, name)}?patterns`)
    vi.unstubAllGlobals()
  }
  expect(patterns.length).toBeGreaterThan(7)
  expect(slowIn(patterns)).toEqual([])
})
