import type { Clock } from '../../../../clock.ts'
import { AsideError } from '../../../../errors.ts'
import type { PageMeans, PageWorld } from '../means.ts'

/** Sealing and the wire behind the ports of her verbs. @throws ROSTER_REFUSED, DATABASE_AWAY */
export async function pageWorld(
  _given: Pick<PageMeans, 'data' | 'policy' | 'link'> & { readonly clock: Clock },
): Promise<PageWorld> {
  throw new AsideError('DATABASE_AWAY')
}
