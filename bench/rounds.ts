import { type Figure, quantile, spread } from './figures.ts'

/** One batch of turns of a side: how long the whole of it took, and each turn where that is known. */
export interface Batch {
  readonly wall: number
  readonly each: readonly number[]
}

/** What is measured, or the floor that it is measured against. */
export interface Side {
  readonly name: string
  /** Makes what so many turns need. Not timed. */
  prepare?(turns: number): Promise<void>
  batch(turns: number, atOnce: number): Promise<Batch>
}

export interface Plan {
  readonly rounds: number
  readonly turns: number
  readonly atOnce: number
}

/** The batches that counted, one a round. */
export type RoundBatches = readonly (Batch & Pick<Plan, 'turns' | 'atOnce'>)[]

/** A side that runs in this process. */
export function here(
  name: string,
  turn: (at: number) => Promise<unknown>,
  prepare?: (turns: number) => Promise<void>,
): Side {
  return {
    name,
    ...(prepare === undefined ? {} : { prepare }),
    async batch(turns, atOnce) {
      const each: number[] = []
      let next = 0
      const lane = async () => {
        while (next < turns) {
          const at = next
          next += 1
          const began = performance.now()
          await turn(at)
          each.push(performance.now() - began)
        }
      }
      const began = performance.now()
      await Promise.all(Array.from({ length: atOnce }, lane))
      return { wall: performance.now() - began, each }
    },
  }
}

/**
 * Lets the sides take turns, round by round and each round in another order, so that whatever else the machine does
 * falls on all of them. The first round warms up and is not counted.
 */
export async function race(sides: readonly Side[], plan: Plan): Promise<readonly RoundBatches[]> {
  const timed = sides.map((): (Batch & Pick<Plan, 'turns' | 'atOnce'>)[] => [])
  for (let round = 0; round <= plan.rounds; round += 1) {
    const turns = round === 0 ? Math.ceil(plan.turns / 2) : plan.turns
    for (const [place] of sides.entries()) {
      const at = (place + round) % sides.length
      const side = sides[at]
      if (side === undefined) continue
      await side.prepare?.(turns)
      const batch = await side.batch(turns, plan.atOnce)
      if (round > 0) timed[at]?.push({ ...batch, turns, atOnce: plan.atOnce })
    }
  }
  return timed
}

/**
 * How much of the floor's speed is left, from pairs of the same round, so that the machine's moods fall on both: by the
 * median turn where one turn follows the other, by the whole batch where several run at once.
 */
export function share(
  of: RoundBatches,
  floor: RoundBatches,
): Pick<Figure, 'median' | 'least' | 'most'> {
  return spread(of.map((mine, round) => perTurn(floor[round]) / perTurn(mine)))
}

/** How many times as long as the other a turn takes, at a quantile. */
export function longer(
  of: RoundBatches,
  other: RoundBatches,
  part: number,
): Pick<Figure, 'median' | 'least' | 'most'> {
  return spread(of.map((mine, round) => lasting(mine, part) / lasting(other[round], part)))
}

/** How long a turn takes at a quantile, in milliseconds, by the clock on the wall. */
export function taking(of: RoundBatches, part: number): Pick<Figure, 'median' | 'least' | 'most'> {
  return spread(of.map((batch) => lasting(batch, part)))
}

function perTurn(batch: RoundBatches[number] | undefined): number {
  if (batch === undefined) return Number.NaN
  return batch.atOnce === 1 ? lasting(batch, 0.5) : batch.wall / batch.turns
}

function lasting(batch: Batch | undefined, part: number): number {
  const each = batch?.each ?? []
  return quantile(
    each.toSorted((a, b) => a - b),
    part,
  )
}
