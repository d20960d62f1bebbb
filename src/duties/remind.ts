import { dayIn, plusDays } from '../case/day.ts'
import type { Clock } from '../clock.ts'
import type { NoticeStore } from './notice-store.ts'

/** The hour of the office's morning in which its people are told what is due. They leave with the full hour after it. */
const MORNING = 7

/** Asked once an hour: where it is morning now, readers of what is due by tomorrow or late are told, once for all of it. */
export async function remindOfficers(world: { clock: Clock; notices: NoticeStore }): Promise<void> {
  const now = world.clock.now()
  const zones = (await world.notices.zones()).filter((zone) => hourIn(zone, now) === MORNING)
  const days = new Set(zones.map((zone) => dayIn(zone, now)))
  for (const today of days) {
    const there = zones.filter((zone) => dayIn(zone, now) === today)
    await world.notices.tellOfDates(there, plusDays(today, 1), today)
  }
}

/** Asked on Mondays: everybody who wanted to be reminded, news or not. Nothing that happened makes it come or stay away. */
export async function remindPeople(world: { clock: Clock; notices: NoticeStore }): Promise<void> {
  await world.notices.tellReminded(dayIn('UTC', world.clock.now()))
}

function hourIn(zone: string, at: Date): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    hour12: false,
  })
  return Number(format.format(at)) % 24
}
