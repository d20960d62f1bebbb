import type { Clock } from '#clock.ts'

/** Lifetime of the cache in ms: how soon a removed officer is no longer sealed to. */
const DIRECTORY_MS = 30_000

/** Shared cache of one request, until it expires or is dropped. */
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
