import { whichDay } from '#dialogs/which-day.ts'
import { dayIn } from '#domain/case/day.ts'
import type { PageContext } from './context.ts'
import type { View } from './view.ts'

const DAY = 24 * 60 * 60 * 1_000

/** Whether the clocks of device and server differ by more than a day. */
export function daysApart({ now }: Pick<PageContext['data'], 'now'>, device: Date): boolean {
  return Math.abs(device.getTime() - Date.parse(now)) > DAY
}

/** Screen before the first question: the reporter confirms the day, for which everything is sealed. */
export function askDay(begin: View, context: PageContext, device: Date): View {
  const { policy, words } = context
  return {
    dialog: whichDay(dayIn(policy.offices.ethics.zone, device), context.factsNow()),
    drafts: null,
    press: async ({ verb }) => (verb === 'continue' ? begin : { say: words.say('which_day.stop') }),
    redraw: async (spoken) => askDay(await begin.redraw(spoken), spoken, device),
  }
}
