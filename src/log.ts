import type { Ids } from './errors.ts'

/**
 * The only way anything is written to the outside. A line is a fixed event name, a code and ids: there is no
 * parameter that could carry a sentence, so there is nothing to redact.
 */
export interface Log {
  info(event: string, ids?: Ids): void
  warn(event: string, ids?: Ids): void
}

export function jsonLog(write: (line: string) => void, now: () => Date): Log {
  const line =
    (level: string) =>
    (event: string, ids: Ids = {}) =>
      write(JSON.stringify({ at: now().toISOString(), level, event, ...ids }))
  return { info: line('info'), warn: line('warn') }
}

export const stdoutLog = (now: () => Date): Log => jsonLog((line) => console.log(line), now)

/** A log that writes nothing down. */
export const nullLog: Log = { info: () => undefined, warn: () => undefined }
