import type { Facts } from '#dialogs/facts.ts'
import { text } from '#dialogs/screen.ts'
import type { Day } from '#domain/case/day.ts'
import type { PageContext } from '../context.ts'
import type { View } from '../view.ts'
import type { ArrivalLink } from './arrival-link.ts'

/** What is known of a link on arrival that lets nothing in: cut off on its way, or past the last day it names. */
export type UselessLink = { readonly broken: true } | { readonly until: Day }

/** `null` for a link that may count, and without one. */
export function uselessLink(
  { link, broken }: ArrivalLink,
  { todayIn }: Pick<Facts, 'todayIn'>,
): UselessLink | null {
  if (broken) return { broken }
  const over = link?.from === 'office' && link.until < todayIn(link.office)
  return over ? { until: link.until as Day } : null
}

/** The first screen, for somebody whose link lets nothing in: one sentence more, and everything as usual. */
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
