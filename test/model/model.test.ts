import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { RULES } from '#domain/case/history.ts'
import { MUTANTS } from './mutants.ts'

/*
 * A bounded model, explored exhaustively over the functions that judge a case at the desk and on the page. What is
 * bounded stands in `scenarios.ts` and in `SEARCHES`.
 */

const RUN = join(import.meta.dirname, 'run.ts')

interface Line {
  readonly scenario: string
  readonly states: number
  readonly views: number
  readonly counterexamples: readonly string[]
  readonly deepest: number
  readonly seconds: number
}

async function explore(...given: readonly string[]): Promise<readonly Line[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [RUN, ...given], {
    maxBuffer: 64 << 20,
  })
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

/** Scenarios with the moves to which each is explored, and the rows that may be missing at once. */
const SEARCHES = [
  ['conversation on the page', '0', '8', '1'],
  ['conversation on a card', '1', '8', '1'],
  ['authors', '2', '6', '2'],
  ['consents', '3', '6', '2'],
  ['consents on the page', '4', '7', '2'],
  ['first letters and names', '5', '5', '2'],
  ['programs of two versions', '6', '5', '2'],
] as const

let states = 0
let views = 0

describe('T-139, T-140, T-141, T-142, T-143 nothing is shown wrong without a trouble, and nothing is called faulty where nobody lied', () => {
  test.for(SEARCHES)('%s', { timeout: 600_000 }, async ([name, at, depth, missing]) => {
    const [line] = await explore('-', depth, missing, at)
    expect(line).toMatchObject({ scenario: name, deepest: Number(depth), counterexamples: [] })
    states += line?.states ?? 0
    views += line?.views ?? 0
    process.stdout.write(
      `model, ${name}: ${line?.states} states to depth ${depth}, ${line?.views} views, ${line?.seconds} s\n`,
    )
  })

  test('the search is no small one', () => {
    expect(states).toBeGreaterThan(SMALLEST.states)
    expect(views).toBeGreaterThan(SMALLEST.views)
  })
})

const SMALLEST = { states: 40_000, views: 300_000 }

/** Checks whose loss shows only after more moves, or in one scenario. */
const ELSEWHERE: Readonly<Record<string, readonly [depth: string, at: string]>> = {
  'author by the roster of the day': ['5', '2'],
  'nothing since the answer is missing': ['6', '3'],
  'name exchanged': ['5', '5'],
  'two letters of hers at one number': ['5', '5'],
  'request by an author': ['5', '4'],
  'rule:roster': ['5', '1'],
}

describe('leaving out any one check of a client yields a counterexample', () => {
  const rules = Object.keys(RULES).map((rule) => `rule:${rule}`)
  const checks = [...rules, ...MUTANTS.map(({ name }) => name)]

  test.for(checks)('%s', { timeout: 300_000 }, async (check) => {
    const [depth, at] = ELSEWHERE[check] ?? ['4', '']
    const lines = await explore(check, depth, '2', at, 'first')
    expect(lines.flatMap(({ counterexamples }) => counterexamples)).not.toEqual([])
  })
})
