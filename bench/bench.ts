import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { demoKeys } from '#demo/keys.ts'
import { step } from '#demo/progress.ts'
import { type BenchServer, startServer } from './database.ts'
import { demoFigures } from './demo.ts'
import type { Figure } from './figures.ts'
import { firstQuestionFigures } from './first-question.ts'
import { insertFigures } from './inserts.ts'
import { intakeFigures } from './intake.ts'
import { load, machine } from './machine.ts'
import { openCaseFigures } from './open-case.ts'
import { composeOn } from './organisation.ts'
import { page, table } from './page.ts'
import { pageFilingFigures } from './page-filing.ts'
import { peerAt } from './peer.ts'
import { queueFigures } from './queue.ts'
import { startFigures } from './start.ts'
import { turnFigures } from './turns.ts'

const PAGE = join(import.meta.dirname, '..', 'docs', 'performance.md')

const { values: asked } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    /** Also a million cases: some minutes more. */
    full: { type: 'boolean', default: false },
    /** Also the demo, started again. */
    demo: { type: 'boolean', default: false },
    /** A module of yours whose `file` files one report with a GlobaLeaks that runs beside this. */
    globaleaks: { type: 'string' },
    /** Only shows the table; the page stays as it is. */
    print: { type: 'boolean', default: false },
  },
})

/**
 * Every part by itself: its figures are shown as soon as there are any, and one that fails costs no other its own.
 * @returns what was measured, and the parts that failed
 */
async function measure(server: BenchServer, folder: string) {
  const rounds = Number(asked.rounds)
  const sizes = [100_000, ...(asked.full ? [1_000_000] : [])]
  const keys = await step('keys', () => demoKeys(folder))
  const database = await server.database('intake')
  const composed = await composeOn(database.url, keys)
  const figures: Figure[] = []
  const failed: string[] = []
  const measured = (rows: readonly Figure[]) => {
    figures.push(...rows)
    console.log(`\n${table(rows)}\n`)
  }
  const part = async (name: string, run: () => Promise<readonly Figure[]>) => {
    try {
      measured(await step(name, run))
    } catch (error) {
      failed.push(name)
      console.error(`${name}:`, error)
    }
  }
  try {
    await part('intake', () => intakeFigures(database, composed, rounds))
    await part('rows', () => insertFigures(server, database, composed, rounds))
    await part('turns', async () => turnFigures(composed, rounds, await peerAt(asked.globaleaks)))
    await part('page', async () =>
      pageFilingFigures(composed, rounds, await peerAt(asked.globaleaks)),
    )
    await part('first question', () => firstQuestionFigures(composed, Math.min(rounds, 5)))
    await part('queue', async () => {
      await queueFigures(server, keys, sizes, rounds, measured)
      return []
    })
    await part('open case', () => openCaseFigures(rounds))
    await part('start', () => startFigures(server, 3))
    if (asked.demo) await part('demo', () => demoFigures(3))
  } finally {
    await composed.close()
  }
  return { figures, failed }
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
  const { figures, failed } = await measure(server, folder)
  const on = machine(server.version, before)
  console.log(`\n${table(figures)}\n`)
  // A page with a part missing would hide what failed.
  if (failed.length > 0) process.exitCode = 1
  else if (!asked.print) writeFileSync(PAGE, page(figures, on, Number(asked.rounds)))
} finally {
  await end()
}
