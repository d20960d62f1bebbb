import type { PrivateKeyHandle } from '#crypto/keys.ts'
import type { RosterHistory } from '#crypto/roster-history.ts'
import { signRequest } from '#crypto/sign-name-request.ts'
import type { SignedAct } from '#domain/case/act.ts'
import type { IdentityReason } from '#domain/case/event.ts'
import { AppError } from '#errors.ts'
import type { WireCase } from '#wire/desk.ts'
import { dataHashes } from './letter-order.ts'
import { refuseGhosts, type SealingDay } from './seal-draft.ts'

/**
 * Signs an officer's request for a name: a custodian's machine releases it to nobody's word.
 * @throws ANSWERS_INVALID without a name that takes two to open; FIRST_UNPROVEN, ROSTER_REFUSED, READER_UNKNOWN where
 * nothing would be sealed into the case
 */
export async function signNameRequest(
  wireCase: WireCase,
  reason: IdentityReason,
  on: SealingDay,
  own: PrivateKeyHandle,
  { history }: { readonly history: RosterHistory },
): Promise<SignedAct> {
  await refuseGhosts(wireCase, { kind: 'note' }, on, own, { history })
  const name = wireCase.letters.findLast(({ kind, half }) => kind === 'identity' && half !== null)
  if (name === undefined) throw new AppError('ANSWERS_INVALID')
  const hashes = await dataHashes(wireCase.letters)
  const letters = wireCase.letters.map((letter, at) => ({ ...letter, hash: hashes[at] ?? '' }))
  const position = {
    ...{ root: history.root, case: wireCase.id, office: wireCase.office, message: name.id },
    ...{ day: on.day, directory: history.heads.at(-1) ?? '' },
  }
  return signRequest(position, reason, letters, wireCase.events, own, on.at)
}
