import type { CaseTrouble, DraftToSeal } from './protocol.ts'

/** Troubles of a case that end writing, with the code of the refusal. */
const REFUSALS = {
  first_missing: 'FIRST_UNPROVEN',
  first_doubtful: 'FIRST_UNPROVEN',
  list_missing: 'ROSTER_REFUSED',
  ghost_reader: 'READER_UNKNOWN',
  key_changed: 'READER_UNKNOWN',
} as const satisfies Partial<Record<CaseTrouble, string>>
export type WritingEnd = keyof typeof REFUSALS

/**
 * Why nothing is sealed into a case: it would be sealed to a key or a reader that nobody let in. A note is not sealed
 * to the person. `null` where there is no reason.
 */
export function endOfWriting(
  troubles: readonly CaseTrouble[],
  kind: DraftToSeal['kind'],
): WritingEnd | null {
  const ends = Object.keys(REFUSALS) as WritingEnd[]
  return (
    ends.find((end) => troubles.includes(end) && (end !== 'key_changed' || kind !== 'note')) ?? null
  )
}

export function refusalFor(end: WritingEnd): (typeof REFUSALS)[WritingEnd] {
  return REFUSALS[end]
}
