import { plusDays } from '#domain/case/day.ts'
import { erasureDay } from '#domain/case/erasure.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Block } from './dialog.ts'
import type { Facts } from './facts.ts'
import { fact } from './screen.ts'

/** Block with the last day on which a backup contains what is taken back today, and erased on `erasureDay`. */
export function backupsBlock(office: Office, { words, policy, todayIn }: Facts): Block {
  const today = todayIn(office)
  const last = plusDays(erasureDay(today), policy.backupDays)
  const year = last.slice(0, 4)
  // With the year where it is another one: backups may be kept for years.
  const date = year === today.slice(0, 4) ? words.date(last) : `${words.date(last)} (${year})`
  return fact(
    words.say('take_back.backups'),
    policy.backupDays === 0
      ? words.say('take_back.backups_none')
      : words.say('take_back.backups_until', { date }),
  )
}
