import type { ServerResponse } from 'node:http'

/** Limits for clients that read responses slowly. */
export interface AnswerLimits {
  /** Milliseconds without a byte before a connection ends; and the time every client has before the rate counts. */
  readonly graceMs: number
  readonly bytesPerSecond: number
  readonly bytesWaiting: number
}

/** 128 kbit/s: a slow phone connection. */
export const ANSWER_LIMITS: AnswerLimits = {
  graceMs: 30_000,
  bytesPerSecond: 16 * 1024,
  bytesWaiting: 256 * 1024 * 1024,
}

/**
 * Ends responses that are not read: when the client takes nothing for `graceMs`, is slower than `bytesPerSecond`, or,
 * while unread responses hold more than `bytesWaiting`, those with the largest product of bytes and time. A new
 * response is never the first to go, so nobody who reads nothing locks others out.
 * @returns to be called for each response that was sent. `shared`: its bytes are shared with others and cost no memory
 * of their own
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
