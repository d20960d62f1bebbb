import type { Composition } from '#compose.ts'
import type { DemoKeys } from '#demo/keys.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { ROWS_A_PAGE } from '#domain/case/pile.ts'
import { fill } from './cases.ts'
import type { BenchServer } from './database.ts'
import { atMost, type Figure } from './figures.ts'
import { composeOn } from './organisation.ts'
import { here, longer, race } from './rounds.ts'

const OFFICER = 'investigations-1' as OfficerId
/** About one in a hundred at 100,000; the small one holds nothing else. */
const OPEN = 1_000

/**
 * An officer's queue, through row-level security, where many closed cases lie beside the same number of open ones: one
 * size after the other, each against a database that holds the open ones alone.
 */
export async function queueFigures(
  server: BenchServer,
  keys: DemoKeys,
  sizes: readonly number[],
  rounds: number,
  measured: (figures: readonly Figure[]) => void,
): Promise<void> {
  const small = await deskOf(server, keys, OPEN)
  try {
    for (const size of sizes) {
      const large = await deskOf(server, keys, size)
      try {
        measured(await compare(large, small, size, rounds))
      } finally {
        await large.close()
      }
    }
  } finally {
    await small.close()
  }
}

async function deskOf(server: BenchServer, keys: DemoKeys, size: number): Promise<Composition> {
  const database = await server.database(`queue_${size}`)
  await fill(database, { cases: size, open: OPEN })
  return composeOn(database.url, keys)
}

async function compare(
  large: Composition,
  small: Composition,
  size: number,
  rounds: number,
): Promise<Figure[]> {
  const sides = [large, small].map((composed, at) =>
    here(String(at), async () => {
      const rows = await composed.services.desk.queue(OFFICER)
      if (rows.length !== ROWS_A_PAGE + 1) throw new Error(`${rows.length} cases in the queue`)
    }),
  )
  const [timed, floor] = await race(sides, { rounds, turns: 40, atOnce: 1 })
  if (timed === undefined || floor === undefined) return []
  return ([0.5, 0.95] as const).map((part) => ({
    what: `the queue of one officer at ${size.toLocaleString('en')} cases, p${part * 100}`,
    against: `at ${OPEN.toLocaleString('en')}, as many of them open`,
    unit: 'x',
    ...longer(timed, floor, part),
    target: atMost(1.2),
  }))
}
