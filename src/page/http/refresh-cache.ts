import type { Clock } from '#clock.ts'

/** Asked for again after so long: how soon a removed officer is no longer sealed to. */
const DIRECTORY_MS = 30_000

/** Asked by many, fetched once: until it is old, or forgotten because it is said to be another. */
export function refreshing<Found>(
  clock: Clock,
  ask: () => Promise<Found>,
): { readonly read: () => Promise<Found>; readonly forget: () => void } {
  let last: { readonly at: number; readonly answer: Promise<Found> } | undefined
  return {
    read() {
      const at = clock.now().getTime()
      if (last !== undefined && at >= last.at && at - last.at < DIRECTORY_MS) return last.answer
      const answer = ask()
      last = { at, answer }
      answer.catch(() => {
        if (last?.answer === answer) last = undefined
      })
      return answer
    },
    forget() {
      last = undefined
    },
  }
}
