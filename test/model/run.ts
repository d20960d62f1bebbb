import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { MUTANTS } from './mutants.ts'

/*
 * One search in a process of its own: the checks that a run leaves out are taken out of the source as it is loaded.
 * Arguments: what is left out (`rule:<name>`, the name of a mutant, or `-`), depth, rows that are missing at most,
 * places of the scenarios, and whether the first counterexample ends it. Prints one line of JSON.
 */

const ROOT = join(import.meta.dirname, '..', '..')
const [without = '-', depth = '8', missing = '2', places = '', first = ''] = process.argv.slice(2)
const left = MUTANTS.find(({ name }) => name === without)
const isRule = without.startsWith('rule:')
if (without !== '-' && !isRule && left === undefined) throw new Error(`no such check: ${without}`)

if (left !== undefined) {
  const target = pathToFileURL(join(ROOT, left.file)).href
  registerHooks({
    load(url, context, next) {
      if (url !== target) return next(url, context)
      const source = readFileSync(fileURLToPath(url), 'utf8')
      if (source.split(left.text).length !== 2) throw new Error(`not there once: ${left.text}`)
      return { ...next(url, context), ...{ source: source.replace(left.text, () => left.instead) } }
    },
  })
}

const { RULES } = await import('#domain/case/history.ts')
const { SCENARIOS } = await import('./scenarios.ts')
const { search } = await import('./search.ts')
if (isRule) delete (RULES as Record<string, unknown>)[without.slice('rule:'.length)]

const chosen =
  places === '' ? SCENARIOS : places.split(',').flatMap((at) => SCENARIOS[Number(at)] ?? [])
for (const scenario of chosen) {
  const before = process.cpuUsage()
  const limits = { depth: Number(depth), missing: Number(missing), isFirstEnough: first !== '' }
  const result = search(scenario, limits)
  const seconds = process.cpuUsage(before).user / 1_000_000
  process.stdout.write(`${JSON.stringify({ ...result, seconds })}\n`)
  if (first !== '' && result.counterexamples.length > 0) break
}
