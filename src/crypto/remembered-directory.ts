import type { Clock } from '#clock.ts'
import type { Directory } from '#domain/case/roster.ts'
import { codeOf } from '#errors.ts'

/** A roster is read again after this long: how soon a removed officer is no longer sealed to. */
const READ_AGAIN_MS = 5_000
/** The same for whoever may know a newer one: a flood of what is refused reads no more often than this. */
const ASKED_AGAIN_MS = 1_000

/**
 * Asked by many at once, read once. While the database is away the last roster goes on: it is signed and says itself
 * when it ends, and without it a Send would be refused for a wrong reason, that nobody reads any more.
 */
export function rememberedDirectory(
  clock: Clock,
  read: () => Promise<Directory | null>,
): (mayBeNewer?: boolean) => Promise<Directory | null> {
  let last: { at: number; found: Promise<Directory | null> } | undefined
  return (mayBeNewer = false) => {
    const at = clock.now().getTime()
    const before = last
    const age = before === undefined ? Number.NaN : at - before.at
    if (before !== undefined && age >= 0 && age < (mayBeNewer ? ASKED_AGAIN_MS : READ_AGAIN_MS)) {
      return before.found
    }
    const found = read().catch((thrown: unknown) => {
      if (codeOf(thrown) === 'DATABASE_AWAY' && before !== undefined) return before.found
      if (last?.found === found) last = before
      throw thrown
    })
    last = { at, found }
    return found
  }
}
