import type { IdentityLevel } from '../concern/identity.ts'
import type { Kind } from './message.ts'

/** Where a name that takes two to open stands for one officer. */
export const NAME_STATES = ['sealed', 'asked', 'refused', 'released'] as const
export type NameState = (typeof NAME_STATES)[number]

interface NameLetter {
  readonly kind: Kind
  readonly released: Uint8Array | null
  readonly sealedTo: readonly { readonly role: string }[]
}

/** The letter whose other half custodians hold; the newest where she wrote it anew. */
export function sharedName<Letter extends Pick<NameLetter, 'kind' | 'sealedTo'>>(
  letters: readonly Letter[],
): Letter | undefined {
  return letters.findLast(
    ({ kind, sealedTo }) =>
      kind === 'identity' && sealedTo.some(({ role }) => role === 'custodian'),
  )
}

/** `null` where no name is sealed so, or the person has told the office herself. */
export function nameState(found: {
  readonly identity: IdentityLevel
  readonly letters: readonly NameLetter[]
  readonly nameAsked: { readonly decision: 'released' | 'refused' | null } | null
}): NameState | null {
  const letter = sharedName(found.letters)
  if (found.identity === 'named' || letter === undefined) return null
  if (letter.released !== null) return 'released'
  if (found.nameAsked === null) return 'sealed'
  // Released before this officer read the case: she may ask for herself.
  if (found.nameAsked.decision === 'released') return 'sealed'
  return found.nameAsked.decision === null ? 'asked' : 'refused'
}
