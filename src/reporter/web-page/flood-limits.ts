import { type Day, dayIn, plusDays } from '#domain/case/day.ts'
import { AppError } from '#errors.ts'
import type { Proofs } from '#ports.ts'
import type { WebPageServices } from './services.ts'

type FloodServices = Pick<WebPageServices, 'clock' | 'policy' | 'dailyCounts'>

/** Largest multiple of the usual work: half a second on a phone, on average, becomes four. */
const MOST_PRICE = 8
/** KiB of files in a day above which work rises: an eighth of the daily limit. */
const USUAL_KIB = 1024 ** 2

/** Day of the counters, in one zone for all offices. */
function countedDay({ clock, policy }: Pick<FloodServices, 'clock' | 'policy'>): Day {
  return dayIn(policy.offices.ethics.zone, clock.now())
}

/** Bytes of files are counted by the days of their rows, in UTC. */
function dayOfFiles({ clock }: Pick<FloodServices, 'clock'>): Day {
  return dayIn('UTC', clock.now())
}

/**
 * Proof-of-work factor of today, in multiples of the usual. Computed from the whole previous day, never from today,
 * which would reveal the minute of others' requests (T-111, T-150).
 */
export async function priceToday(services: FloodServices): Promise<number> {
  const { filings, misses } = services.policy.flood
  const before = plusDays(countedDay(services), -1)
  const filed = await services.dailyCounts.of('filed', before)
  const missed = await services.dailyCounts.of('missed', before)
  const kib = await services.dailyCounts.of('kib', plusDays(dayOfFiles(services), -1))
  const over = Math.max(
    filed / Math.max(filings, 1),
    missed / Math.max(misses, 1),
    kib / USUAL_KIB,
    1,
  )
  return Math.min(MOST_PRICE, 2 ** Math.ceil(Math.log2(over)))
}

/** The same, cached per day. */
export function dailyPrice(services: FloodServices): () => Promise<number> {
  let known: { readonly on: string; readonly price: number } | null = null
  return async () => {
    const on = `${countedDay(services)} ${dayOfFiles(services)}`
    if (known?.on !== on) known = { on, price: await priceToday(services) }
    return known.price
  }
}

/** Verifies the proof of work of a filing, a lookup or an announcement. @throws PROOF_NEEDED */
export async function takeWork(proofs: Proofs, proof: string | null): Promise<void> {
  if (proof === null || !(await proofs.accept(proof))) throw new AppError('PROOF_NEEDED')
}

/** Increments the counter for tomorrow's factor. */
export async function incrementDailyCount(
  services: FloodServices,
  what: 'filed' | 'missed',
): Promise<void> {
  await services.dailyCounts.count(what, countedDay(services))
}
