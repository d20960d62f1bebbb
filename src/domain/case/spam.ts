import { type Channel, isAnonymousChannel } from '../concern/channel.ts'
import type { Category } from '../concern/leaf.ts'
import type { CaseEvent } from './event.ts'

/** Cases that are put aside or brought back at one press. */
export const MOST_AT_ONCE = 200

/** Only cases of channels without sign-in can be spam: others have a known sender. Danger is always reviewed. */
export function mayMarkSpam(fields: {
  readonly channel: Channel
  readonly category: Category
}): boolean {
  return isAnonymousChannel(fields.channel) && fields.category !== 'safety'
}

/** An officer brings a case back, or its person does by writing again. */
export function isSpam(history: readonly Pick<CaseEvent, 'act' | 'by'>[]): boolean {
  const last = history.findLast(
    ({ act, by }) => by === 'reporter' || act === 'set_aside' || act === 'brought_back',
  )
  return last?.act === 'set_aside'
}
