import type { OfficerId } from '../src/case/ids.ts'
import type { Composed } from '../src/compose.ts'
import type { DemoKeys } from '../src/demo/keys.ts'
import { fill } from './cases.ts'
import type { BenchServer } from './database.ts'
import { atMost, type Figure } from './figures.ts'
import { composeOn } from './organisation.ts'
import { here, longer, race } from './rounds.ts'

const OFFICER = 'investigations-1' as OfficerId
/** About one in a hundred at 100,000; the small one holds nothing else. */
const OPEN = 1_000

/** An officer's queue, through row-level security, where many closed cases lie beside the same number of open ones. */
export async function queueFigures(
  server: BenchServer,
  keys: DemoKeys,
  sizes: readonly number[],
  rounds: number,
): Promise<Figure[]> {
  const desks: { size: number; composed: Composed }[] = []
  try {
    for (const size of sizes) {
      const database = await server.database(`queue_${size}`)
      await fill(database, { cases: size, open: OPEN })
      desks.push({ size, composed: await composeOn(database.url, keys) })
    }
    const sides = desks.map(({ size, composed }) =>
      here(String(size), async () => {
        const found = await composed.world.desk.queue(OFFICER)
        if (found.length !== OPEN / 4) throw new Error(`${found.length} cases in the queue`)
      }),
    )
    const [small, ...large] = await race(sides, { rounds, turns: 40, atOnce: 1 })
    if (small === undefined) return []
    return large.flatMap((timed, at): Figure[] => {
      const what = `the queue of one officer at ${desks[at + 1]?.size.toLocaleString('en')} cases`
      const against = `at ${desks[0]?.size.toLocaleString('en')}, as many of them open`
      return [
        {
          what: `${what}, p50`,
          against,
          unit: 'x',
          ...longer(timed, small, 0.5),
          target: atMost(1.2),
        },
        {
          what: `${what}, p95`,
          against,
          unit: 'x',
          ...longer(timed, small, 0.95),
          target: atMost(1.2),
        },
      ]
    })
  } finally {
    for (const { composed } of desks) await composed.close()
  }
}
