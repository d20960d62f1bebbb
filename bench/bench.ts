import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { demoKeys } from '../src/demo/keys.ts'
import { step } from '../src/demo/progress.ts'
import { type BenchServer, startServer } from './database.ts'
import { demoFigures } from './demo.ts'
import { doorFigures } from './door-find.ts'
import type { Figure } from './figures.ts'
import { firstQuestionFigures } from './first-question.ts'
import { insertFigures } from './inserts.ts'
import { intakeFigures } from './intake.ts'
import { load, machine } from './machine.ts'
import { composeOn } from './organisation.ts'
import { page, table } from './page.ts'
import { queueFigures } from './queue.ts'
import { turnFigures } from './turns.ts'

const PAGE = join(import.meta.dirname, '..', 'docs', 'performance.md')

const { values: asked } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    /** Also a million cases: some minutes more. */
    full: { type: 'boolean', default: false },
    /** Also the demo, started again. */
    demo: { type: 'boolean', default: false },
    /** Only shows the table; the page stays as it is. */
    print: { type: 'boolean', default: false },
  },
})

async function measure(server: BenchServer, folder: string): Promise<Figure[]> {
  const rounds = Number(asked.rounds)
  const sizes = [1_000, 100_000, ...(asked.full ? [1_000_000] : [])]
  const keys = await step('keys', () => demoKeys(folder))
  const database = await server.database('intake')
  const composed = await composeOn(database.url, keys)
  try {
    return [
      ...(await step('intake', () => intakeFigures(composed, rounds))),
      ...(await step('rows', () => insertFigures(server, database, composed, rounds))),
      ...(await step('turns', () => turnFigures(composed, rounds))),
      ...(await step('receipts', () => doorFigures(composed, rounds))),
      ...(await step('first question', () => firstQuestionFigures(composed, Math.min(rounds, 5)))),
      ...(await step('queue', () => queueFigures(server, keys, sizes, rounds))),
      ...(asked.demo ? await step('demo', () => demoFigures(3)) : []),
    ]
  } finally {
    await composed.close()
  }
}

const before = load()
const folder = mkdtempSync(join(tmpdir(), 'aside-bench-keys-'))
const server = await startServer()
const end = async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.once('SIGINT', () => void end().then(() => process.exit(130)))
try {
  const figures = await measure(server, folder)
  const on = machine(server.version, before)
  console.log(`\n${table(figures)}\n`)
  if (!asked.print) writeFileSync(PAGE, page(figures, on, Number(asked.rounds)))
} finally {
  await end()
}
