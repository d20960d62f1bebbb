import { type OneOffLink, readLink } from '#domain/case/one-off-link.ts'

/** Link of this visit. */
export interface ArrivalLink {
  readonly link: OneOffLink | null
  /** Whether the fragment is no valid link: truncated, or invented. */
  readonly broken: boolean
}

/**
 * Takes the link out of the URL before anything else runs: it stays in memory only. The history entry is replaced, so
 * that neither Back nor the address bar shows it.
 */
export function arrivedBy(
  address: Pick<Location, 'hash' | 'pathname' | 'href'>,
  history: Pick<History, 'replaceState'>,
): ArrivalLink {
  const { hash } = address
  // A URL that ends in `#` has an empty fragment and still shows the sign.
  if (address.href.includes('#')) history.replaceState(null, '', address.pathname)
  const link = readLink(hash)
  return { link, broken: link === null && hash !== '' }
}
