import { type Day, dayIn, plusDays } from '#domain/case/day.ts'
import { AppError } from '#errors.ts'
import type { Proofs } from '#ports.ts'
import type { WebPageServices } from './services.ts'

type FloodServices = Pick<WebPageServices, 'clock' | 'policy' | 'dailyCounts'>

/** However much came, a slow phone can still do it: half a second becomes four. */
const MOST_PRICE = 8
/** Of files in one day: far above a usual one, and an eighth of what the disk is kept alive by. */
const USUAL_KIB = 1024 ** 2

/** The day that is counted in: one for everybody, because no count may say for which office. */
function countedDay({ clock, policy }: Pick<FloodServices, 'clock' | 'policy'>): Day {
  return dayIn(policy.offices.ethics.zone, clock.now())
}

/** Bytes of files are counted by the days of their rows, which belong to no office yet. */
function dayOfFiles({ clock }: Pick<FloodServices, 'clock'>): Day {
  return dayIn('UTC', clock.now())
}

/**
 * How much work each request takes today, in multiples of the usual. It follows from the whole day before, and never
 * from what others sent today: that would tell the minute in which somebody did (T-111, T-150).
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

/** The same, read once: what a whole day brought does not change any more. */
export function dailyPrice(services: FloodServices): () => Promise<number> {
  let known: { readonly on: string; readonly price: number } | null = null
  return async () => {
    const on = `${countedDay(services)} ${dayOfFiles(services)}`
    if (known?.on !== on) known = { on, price: await priceToday(services) }
    return known.price
  }
}

/** Every concern, every look and every announced file takes it, the same from everybody. @throws PROOF_NEEDED */
export async function takeWork(proofs: Proofs, proof: string | null): Promise<void> {
  if (proof === null || !(await proofs.accept(proof))) throw new AppError('PROOF_NEEDED')
}

/** Counts one more, for tomorrow's price. */
export async function incrementDailyCount(
  services: FloodServices,
  what: 'filed' | 'missed',
): Promise<void> {
  await services.dailyCounts.count(what, countedDay(services))
}
