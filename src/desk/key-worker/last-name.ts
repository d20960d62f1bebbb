import * as z from 'zod'
import { type CaseLetter, lettersNamedBy } from '#domain/case/first-letter.ts'
import { Notify } from '#domain/case/message.ts'
import { isAnonymousChannel } from '#domain/concern/channel.ts'
import type { WireCase } from '#wire/desk.ts'
import { fromChannelV1 } from '#wire/v1.ts'
import type { LetterTrouble, ReadCase } from './protocol.ts'
import type { DecryptedLetter } from './read-letter.ts'

const TypedForm = z.object({ typed: z.literal(true) })

/** Faults with which a name counts: its other half is with a custodian, or only the order of the rows is wrong. */
const WITH_WHICH_IT_COUNTS: readonly (LetterTrouble | null)[] = [null, 'half', 'out_of_order']

/**
 * The name that the person gave last. A faulty letter gives none: its name may be another person's. Letters with a name
 * are not shown among the others, so the case says when one of them is faulty (T-140).
 * @param byNumber letters in the order of their numbers
 */
export function lastName(
  wireCase: WireCase,
  byNumber: readonly DecryptedLetter[],
  letters: readonly CaseLetter[],
): Pick<ReadCase, 'name' | 'nameTyped' | 'notify'> & { readonly isDoubtful: boolean } {
  const all = byNumber.filter(
    ({ wireLetter: { dir, kind } }) => dir === 'r>o' && kind === 'identity',
  )
  const counting = all.filter(
    ({ wireLetter, trouble }) =>
      WITH_WHICH_IT_COUNTS.includes(trouble) && !isExchanged(wireLetter.id, letters),
  )
  const names = counting.filter(({ letter }) => letter !== null)
  const last = names.at(-1)?.letter
  const addresses = names.map(({ letter }) => Notify.safeParse(letter?.form).data?.notify ?? null)
  return {
    name: last?.text ?? null,
    nameTyped: isTyped(wireCase, last?.form),
    notify: addresses.find(Boolean) ?? null,
    isDoubtful: counting.length < all.length,
  }
}

/** Whether a signed letter names another one at its number: on the card channel nothing else proves a first name. */
function isExchanged(id: string, letters: readonly CaseLetter[]): boolean {
  const name = letters.find((letter) => letter.id === id)
  if (name === undefined || name.signedBy !== null) return false
  const named = letters.filter(({ signedBy }) => signedBy !== null).flatMap(lettersNamedBy)
  return named.some(({ seq, hash }) => seq === name.seq && hash !== name.hash)
}

/** Whether a name is unverified: always on a channel without sign-in, whatever its letter states. */
function isTyped({ door }: WireCase, form: unknown): boolean {
  return isAnonymousChannel(fromChannelV1(door)) || TypedForm.safeParse(form).success
}
