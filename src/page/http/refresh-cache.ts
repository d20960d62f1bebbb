import type { Clock } from '#clock.ts'

/** Asked for again after so long: how soon a removed officer is no longer sealed to. */
const DIRECTORY_MS = 30_000

/** Asked by many, fetched once: until it is old, or forgotten because it is said to be another. */
export function refreshing<Found>(
  clock: Clock,
  ask: () => Promise<Found>,
): { readonly read: () => Promise<Found>; readonly forget: () => void } {
  let last: { readonly at: number; readonly found: Promise<Found> } | undefined
  return {
    read() {
      const at = clock.now().getTime()
      if (last !== undefined && at >= last.at && at - last.at < DIRECTORY_MS) return last.found
      const found = ask()
      last = { at, found }
      found.catch(() => {
        if (last?.found === found) last = undefined
      })
      return found
    },
    forget() {
      last = undefined
    },
  }
}
