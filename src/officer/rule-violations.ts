import { type Code, codeOf } from '#errors.ts'

const TRIED: readonly (Code | 'UNEXPECTED')[] = ['CASE_UNKNOWN', 'ENVELOPE_REFUSED', 'KEY_REFUSED']

/** Was it tried against the rules? Then it stands in the ledger; what only came too late does not. */
export function isRuleViolation(thrown: unknown): boolean {
  return TRIED.includes(codeOf(thrown))
}
