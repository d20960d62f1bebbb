import postgres from 'postgres'
import type { Composition } from '#compose.ts'
import { FILE_CASE } from '#db/cases/insert-case.ts'
import { connectionTo } from '#db/connection.ts'
import type { Value } from '#db/named-statement.ts'
import type { Filing } from '#ports.ts'
import type { BenchDatabase, BenchServer } from './database.ts'
import { atLeast, type Figure } from './figures.ts'
import { filingOf, valuesOf } from './filing.ts'
import { findPgbench, pgbench } from './pgbench.ts'
import { here, race, type Side, share } from './rounds.ts'

/**
 * One intake's rows to the disk through the store, against the bare statement through the same driver, and against
 * pgbench where this machine has it. Sealing is done before and not timed.
 */
export async function insertFigures(
  server: BenchServer,
  { url }: BenchDatabase,
  composed: Composition,
  rounds: number,
): Promise<Figure[]> {
  const program = findPgbench()
  const figures: Figure[] = []
  const bare = bareIntake(url)
  let filings: Filing[] = []
  let rows: (readonly Value[])[] = []
  const fresh = (turns: number) =>
    Promise.all(Array.from({ length: turns }, () => filingOf(composed)))
  const sides: Side[] = [
    here(
      'store',
      (at) => composed.store.intake.file(filings[at] as Filing),
      async (turns) => {
        filings = await fresh(turns)
      },
    ),
    here(
      'statement',
      (at) => bare.unsafe(FILE_CASE.text, [...(rows[at] ?? [])], { prepare: true }),
      async (turns) => {
        rows = await Promise.all((await fresh(turns)).map((filing) => valuesOf(filing, composed)))
      },
    ),
  ]
  if (program !== null) {
    const example = await valuesOf(await filingOf(composed), composed)
    sides.push(pgbench(program, server, url, example))
  }
  for (const atOnce of [1, 8]) {
    const [store, statement, program] = await race(sides, { rounds, turns: 96, atOnce })
    if (store === undefined || statement === undefined) continue
    const what = `an intake’s rows to the disk, ${atOnce} at once`
    figures.push({
      what,
      against: 'the bare statement by postgres.js',
      unit: 'x',
      ...share(store, statement),
      target: program === undefined ? atLeast(0.65) : null,
    })
    if (program === undefined) continue
    figures.push({
      what,
      against: 'pgbench, the same statement',
      unit: 'x',
      ...share(store, program),
      target: atLeast(0.65),
    })
  }
  await bare.end({ timeout: 2 })
  return figures
}

/** The driver alone, in the role of the intake. */
export function bareIntake(url: string): postgres.Sql {
  return postgres({
    ...connectionTo(url),
    max: 8,
    fetch_types: false,
    connection: { ...{ role: 'aside_intake' }, plan_cache_mode: 'force_generic_plan' },
  })
}
