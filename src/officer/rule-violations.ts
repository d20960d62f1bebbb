import { type Code, codeOf } from '#errors.ts'

/** Refusals that an honest browser does not run into. */
const TRIED: readonly (Code | 'UNEXPECTED')[] = ['CASE_UNKNOWN', 'ENVELOPE_REFUSED', 'KEY_REFUSED']

/** Whether a refusal is written to the ledger: a breach of the rules is, an act that came too late is not. */
export function isRuleViolation(error: unknown): boolean {
  return TRIED.includes(codeOf(error))
}
