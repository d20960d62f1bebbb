import type { ServerResponse } from 'node:http'
import { memoryBudget } from './memory-budget.ts'

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
 * while unread responses take more than `bytesWaiting`, as `memoryBudget` says.
 * @returns to be called for each response that was sent. `shared`: its bytes are shared with others and cost no memory
 * of their own
 */
export function slowReaders(limits: AnswerLimits): (res: ServerResponse, shared: boolean) => void {
  const waiting = memoryBudget<ServerResponse>(limits.bytesWaiting)
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
      waiting.forget(res)
    })
    if (!shared) waiting.set(res, bytes)
  }
}
