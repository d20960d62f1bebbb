import type { IdentityLevel } from '../concern/identity.ts'
import type { Kind } from './message.ts'

/** State of a split name for one officer. */
export const NAME_STATES = ['sealed', 'asked', 'refused', 'released'] as const
export type NameState = (typeof NAME_STATES)[number]

interface NameLetter {
  readonly kind: Kind
  readonly disclosedHalf: Uint8Array | null
  readonly sealedTo: readonly { readonly role: string }[]
}

/** Letter with the split name; the newest if there are several. */
export function sharedName<Letter extends Pick<NameLetter, 'kind' | 'sealedTo'>>(
  letters: readonly Letter[],
): Letter | undefined {
  return letters.findLast(
    ({ kind, sealedTo }) =>
      kind === 'identity' && sealedTo.some(({ role }) => role === 'custodian'),
  )
}

/** `null` without a split name, or when the reporter gave the office the name. */
export function nameState(fields: {
  readonly identity: IdentityLevel
  readonly letters: readonly NameLetter[]
  readonly nameAsked: { readonly decision: 'released' | 'refused' | null } | null
}): NameState | null {
  const letter = sharedName(fields.letters)
  if (fields.identity === 'named' || letter === undefined) return null
  if (letter.disclosedHalf !== null) return 'released'
  if (fields.nameAsked === null) return 'sealed'
  // Disclosed before this officer had access: a request of their own is allowed.
  if (fields.nameAsked.decision === 'released') return 'sealed'
  return fields.nameAsked.decision === null ? 'asked' : 'refused'
}
