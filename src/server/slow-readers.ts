import type { ServerResponse } from 'node:http'

/** How long an answer may take to be read, and how much of all answers may wait for that. */
export interface AnswerLimits {
  /** Without a byte; and for everybody before the rate counts. */
  readonly graceMs: number
  readonly bytesPerSecond: number
  readonly bytesWaiting: number
}

/** 128 kbit/s is a poor line of a phone. */
export const ANSWER_LIMITS: AnswerLimits = {
  graceMs: 30_000,
  bytesPerSecond: 16 * 1024,
  bytesWaiting: 256 * 1024 * 1024,
}

/**
 * Ends answers that nobody reads: whose reader takes nothing for a while, or less than the least rate; and while all
 * that wait hold too much, the one that holds most for longest. A newcomer is always answered: whoever reads nothing
 * locks nobody out.
 * @returns to be called with an answer that was sent and is not read yet. `shared` bytes cost no memory of its own.
 */
export function slowReaders(limits: AnswerLimits): (res: ServerResponse, shared: boolean) => void {
  const waiting = new Map<ServerResponse, { readonly bytes: number; readonly since: number }>()
  let total = 0
  const forget = (res: ServerResponse) => {
    total -= waiting.get(res)?.bytes ?? 0
    waiting.delete(res)
  }
  const endLargest = () => {
    const now = performance.now()
    let [largest, most]: [ServerResponse | null, number] = [null, -1]
    for (const [res, { bytes, since }] of waiting) {
      const cost = bytes * (now - since)
      if (cost > most) [largest, most] = [res, cost]
    }
    if (largest === null) return
    forget(largest)
    largest.destroy()
  }
  return (res, shared) => {
    const bytes = res.writableLength
    if (bytes === 0 || res.destroyed) return
    res.setTimeout(limits.graceMs, () => res.destroy())
    const late = setTimeout(
      () => res.destroy(),
      limits.graceMs + (bytes / limits.bytesPerSecond) * 1000,
    )
    res.once('close', () => {
      clearTimeout(late)
      forget(res)
    })
    if (shared) return
    waiting.set(res, { bytes, since: performance.now() })
    total += bytes
    while (total > limits.bytesWaiting && waiting.size > 1) endLargest()
  }
}
