import { codeOf } from './errors.ts'
import type { Log } from './log.ts'

/** One part of a duty; its name stands in the log when it fails. */
export type Step = readonly [name: string, run: () => Promise<unknown>]

/** What stands in the log already, from a step inside a step. */
const logged = new WeakSet<object>()

/**
 * Runs every step in order, also after one that failed: a step that times out or meets a bad row stops no other.
 * Each failure is one line of the log, of the innermost step; steps can be repeated, so the duty is tried again as a whole.
 * @throws the first failure, after all steps have run
 */
export async function eachStep(log: Log, steps: readonly Step[]): Promise<void> {
  const failures: unknown[] = []
  for (const [step, run] of steps) {
    try {
      await run()
    } catch (thrown) {
      const seen = thrown instanceof Error && logged.has(thrown)
      if (!seen) log.warn('duty_step_failed', { step, code: codeOf(thrown) })
      if (thrown instanceof Error) logged.add(thrown)
      failures.push(thrown)
    }
  }
  if (failures.length > 0) throw failures[0]
}
