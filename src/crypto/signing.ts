import type { ReporterKey } from '#ports.ts'
import { keyOfHandle } from './private-key-handle.ts'
import { REPORTER_KEY_CREATED } from './reporter-key.ts'

/** Key and date of a signature. A reporter signs with the constant date of the key: a true one would show the minute. */
export function signing(key: ReporterKey, now: Date) {
  const signingKeys = keyOfHandle(key)
  const created = signingKeys.getCreationTime().getTime()
  const isReporterKey = created === REPORTER_KEY_CREATED.getTime()
  return { signingKeys, date: isReporterKey ? REPORTER_KEY_CREATED : now }
}
