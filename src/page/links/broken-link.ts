import type { Facts } from '#dialogs/facts.ts'
import { text } from '#dialogs/screen.ts'
import type { Day } from '#domain/case/day.ts'
import type { PageContext } from '../context.ts'
import type { View } from '../view.ts'
import type { ArrivalLink } from './arrival-link.ts'

/** Why a link is invalid on arrival: truncated, or expired. */
export type UselessLink = { readonly broken: true } | { readonly until: Day }

/** `null` for a link that may be valid, and without one. */
export function uselessLink(
  { link, broken }: ArrivalLink,
  { todayIn }: Pick<Facts, 'todayIn'>,
): UselessLink | null {
  if (broken) return { broken }
  const over = link?.from === 'office' && link.until < todayIn(link.office)
  return over ? { until: link.until as Day } : null
}

/** First view with a notice about an invalid link. */
export function brokenLink(first: View, useless: UselessLink, { words }: PageContext): View {
  const { dialog } = first
  const why =
    'until' in useless
      ? words.say('used_link.over_since', { date: words.date(useless.until) })
      : words.say('used_link.broken')
  return {
    ...first,
    dialog: { ...dialog, body: [text(why, 'warning'), ...dialog.body] },
    redraw: async (spoken) => brokenLink(await first.redraw(spoken), useless, spoken),
  }
}
