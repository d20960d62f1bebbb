import type { Clock } from '#clock.ts'
import type { Directory } from '#domain/case/roster.ts'
import { codeOf, TRANSIENT } from '#errors.ts'

/** How long the directory is cached, in milliseconds: how soon a removed officer is no longer sealed to. */
const READ_AGAIN_MS = 5_000
/** The same before a refusal, when a newer roster may exist; it bounds how often a flood of refusals reads. */
const ASKED_AGAIN_MS = 1_000

/**
 * Caches the directory; concurrent requests read it once. While the database gives no answer the last roster is used:
 * it is signed and has an expiry day, and without it a Send would be refused as having no reader.
 */
export function rememberedDirectory(
  clock: Clock,
  read: () => Promise<Directory | null>,
): (mayBeNewer?: boolean) => Promise<Directory | null> {
  let last: { at: number; directory: Promise<Directory | null> } | undefined
  return (mayBeNewer = false) => {
    const at = clock.now().getTime()
    const before = last
    const age = before === undefined ? Number.NaN : at - before.at
    if (before !== undefined && age >= 0 && age < (mayBeNewer ? ASKED_AGAIN_MS : READ_AGAIN_MS)) {
      return before.directory
    }
    const directory = read().catch((error: unknown) => {
      if (TRANSIENT.includes(codeOf(error)) && before !== undefined) return before.directory
      if (last?.directory === directory) last = before
      throw error
    })
    last = { at, directory }
    return directory
  }
}
