import { OFFICES, type Office } from '../concern/office.ts'
import { isDay } from './day.ts'
import { base64url, type Chance } from './ids.ts'

/*
 * A link that lets one concern through the page. It stands behind the `#` of an address, which no browser sends to
 * anybody. What counts is 32 random bytes; everything else in it only says what the page draws.
 */
export type OneOffLink =
  /** Made by the page itself. */
  | { readonly from: 'page'; readonly secret: string }
  /** Issued by an office, which knows the recipient. */
  | {
      readonly from: 'office'
      readonly secret: string
      readonly office: Office
      /** The last day on which it counts. */
      readonly until: string
    }

const LINK_BYTES = 32
/** How long an office may let one count. */
export const MOST_LINK_DAYS = 30
/** Links that one officer may issue in a day: enough for a busy telephone. */
export const MOST_LINKS_A_DAY = 20

/** 32 bytes in base64url, in the one way they are written: the last letter carries four bits and two zeros. */
const SECRET = '[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]'
export const LINK_SECRET = new RegExp(`^${SECRET}$`)
const OWN = new RegExp(`^1\\.(${SECRET})$`)
const HANDED = new RegExp(`^o\\.(${OFFICES.join('|')})\\.(\\d{4})(\\d{2})(\\d{2})\\.(${SECRET})$`)

export function newSecret(chance: Chance): string {
  return base64url(chance(LINK_BYTES))
}

/** @param publicUrl the one address people know, without a path */
export function linkText(publicUrl: string, link: OneOffLink): string {
  const kind = link.from === 'page' ? '1' : `o.${link.office}.${link.until.replaceAll('-', '')}`
  return `${publicUrl}/#${kind}.${link.secret}`
}

/** @param fragment with or without its `#` @returns `null` for whatever is not written exactly so */
export function readLink(fragment: string): OneOffLink | null {
  const text = fragment.replace(/^#/, '')
  const [, own] = OWN.exec(text) ?? []
  if (own !== undefined) return { from: 'page', secret: own }
  const [, office, year, month, day, secret] = HANDED.exec(text) ?? []
  const until = `${year}-${month}-${day}`
  if (secret === undefined || !isDay(until)) return null
  return { from: 'office', office: office as Office, until, secret }
}
