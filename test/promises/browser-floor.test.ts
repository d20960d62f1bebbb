import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BROWSER_FLOOR } from '#browser/browser-floor.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const ENTRIES = [
  'src/browser/modules.d.ts',
  'src/crypto/nacl.d.ts',
  'src/desk/key-worker/worker.ts',
  'src/desk/main.tsx',
  'src/page/main.tsx',
]
/** What Safari 16.4, Firefox 115 and Chrome 111 all know of the language, as TypeScript lists it. */
const KNOWN = ['ES2021', 'ES2022.Array', 'ES2022.Error', 'ES2022.Object', 'ES2022.RegExp']
const LIB = [...KNOWN, 'ES2022.String', 'ES2023.Array', 'DOM', 'DOM.Iterable']

/** What the compiler says of this code and of all that our browsers' code leads to. */
function compiled(files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'aside-floor-'))
  const project = join(folder, 'tsconfig.json')
  const compilerOptions = { target: 'ES2022', lib: LIB, types: [] }
  const extend = join(ROOT, 'tsconfig.json')
  writeFileSync(project, JSON.stringify({ extends: extend, compilerOptions, include: [], files }))
  const tsc = join(ROOT, 'node_modules', '@typescript', 'native', 'bin', 'tsc')
  try {
    return execFileSync(process.execPath, [tsc, '--noEmit', '-p', project], { encoding: 'utf8' })
  } catch (thrown) {
    return (thrown as { stdout: string }).stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('T-154 nothing of ours that runs in a browser calls what the oldest of them lacks', () => {
  expect(compiled(ENTRIES.map((name) => join(ROOT, name)))).toBe('')
})

test('T-154 the compiler would say so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aside-newer-'))
  const newer = join(folder, 'newer.ts')
  writeFileSync(newer, "'a'.toWellFormed(); [1].values().map(String); Promise.withResolvers()\n")
  const css = compiled([newer])
  rmSync(folder, { recursive: true })
  for (const name of ['toWellFormed', 'map', 'withResolvers']) expect(css).toContain(`'${name}'`)
})

test('T-154 what a person reads of the oldest browsers is what is built for', () => {
  const all = Object.entries(BROWSER_FLOOR).map(([name, version]) => `${name} ${version}`)
  for (const name of ['README.md', 'docs/operations.md'])
    for (const one of all) expect(readFileSync(join(ROOT, name), 'utf8')).toContain(one)
})
