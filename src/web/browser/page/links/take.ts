import type { PageLink } from '../means.ts'

/** The link in an address's fragment, which no browser sends anywhere; `null` when there is none of ours. */
export function linkIn(_fragment: string): PageLink | null {
  return null
}
