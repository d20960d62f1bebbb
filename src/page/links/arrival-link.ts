import { type OneOffLink, readLink } from '#domain/case/one-off-link.ts'

/** The link that somebody came by. */
export interface ArrivalLink {
  readonly link: OneOffLink | null
  /** There was something behind the `#`, and it is no link of ours: cut off while copying, or made up. */
  readonly broken: boolean
}

/**
 * Takes the link out of the address, first of all that the page does: from then on it stands in this page's memory
 * alone. The entry in the history is replaced, so that neither Back nor a look at the address bar shows it again.
 */
export function arrivedBy(
  place: Pick<Location, 'hash' | 'pathname' | 'href'>,
  history: Pick<History, 'replaceState'>,
): ArrivalLink {
  const { hash } = place
  // An address that ends in a bare `#` has no fragment and still shows it.
  if (place.href.includes('#')) history.replaceState(null, '', place.pathname)
  const link = readLink(hash)
  return { link, broken: link === null && hash !== '' }
}
