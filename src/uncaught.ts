import { codeOf, type Ids, systemCodeOf } from './errors.ts'
import type { Log } from './log.ts'

/** How long an ending may take before it is cut short. */
const PATIENCE_MS = 10_000

/**
 * What to do when the process is to end: in order, once, and not for ever.
 * @param stop ends what was started
 */
export function shutdownOnce(stop: () => Promise<void>): (exitCode: number) => void {
  let begun = false
  return (exitCode) => {
    if (begun) return
    begun = true
    setTimeout(() => process.exit(exitCode), PATIENCE_MS).unref()
    void stop().finally(() => process.exit(exitCode))
  }
}

/** What nobody caught left nobody knows what behind: a line of codes, then the process ends in order. */
export function onUncaught(log: Log, end: (exitCode: number) => void): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (thrown: unknown) => {
      log.warn(event === 'uncaughtException' ? 'uncaught' : 'unhandled', codesOf(thrown))
      end(1)
    })
  }
}

/** Ours by its code; of anything else the class and the system's code, which quote nobody. */
export function codesOf(thrown: unknown): Ids {
  const code = codeOf(thrown)
  if (code !== 'UNEXPECTED') return { code }
  const kind =
    thrown instanceof Error && /^[A-Z][A-Za-z]{2,40}$/.test(thrown.name) ? thrown.name : null
  const system = systemCodeOf(thrown)
  return { code, ...(kind === null ? {} : { kind }), ...(system === null ? {} : { system }) }
}
