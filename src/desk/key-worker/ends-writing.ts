import type { CaseTrouble, DraftToSeal } from './protocol.ts'

/**
 * Whether nothing is sealed while a case has this trouble: it would be sealed to a key or a reader that nobody let in.
 * A note is not sealed to the person.
 */
export function endsWriting(trouble: CaseTrouble, kind: DraftToSeal['kind']): boolean {
  if (trouble === 'key_changed') return kind !== 'note'
  return trouble === 'ghost_reader' || trouble === 'first_missing'
}
