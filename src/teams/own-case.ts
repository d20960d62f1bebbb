import type { CaseLine } from '../../dialogs/case-line.ts'
import { AsideError } from '../errors.ts'
import { lateNow } from '../intake/conversation.ts'
import { openOwn } from '../intake/own-case.ts'
import type { ReportersCase } from '../ports.ts'
import { lineOf } from './line.ts'
import type { Means, Pressing } from './scene.ts'
import { holderOf } from './tell.ts'
import type { Place } from './token.ts'

/** One of her cases, without opening a letter. @throws CASE_UNKNOWN when it is not hers, or is gone */
export async function ownLine(
  { world }: Means,
  pressing: Pressing,
  id: string,
): Promise<{ readonly held: ReportersCase; readonly line: CaseLine }> {
  const own = await openOwn(world, holderOf(pressing), id)
  if (own === null) throw new AsideError('CASE_UNKNOWN')
  return { held: own.held, line: lineOf(own.held, lateNow(world, own.held)) }
}

/**
 * The case a screen of ours was drawn for, from its sealed place: what cannot be undone is never done on the word of
 * a value that anybody could write into a card.
 * @throws TOKEN_REFUSED when the screen is too old, or not of this person and card
 */
export function caseIn({ place }: Pressing): string {
  if (place?.at !== 'returning' || place.case === null) throw new AsideError('TOKEN_REFUSED')
  return place.case
}

export function placeOf(id: string): Extract<Place, { at: 'returning' }> {
  return { at: 'returning', case: id, nonce: null }
}
