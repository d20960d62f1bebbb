/** @jsxImportSource preact */
import type { VNode } from 'preact'
import { save } from '#browser/save-file.ts'
import type { Words } from '#dialogs/speak.ts'
import type { Day } from '#domain/case/day.ts'
import type { Chance } from '#domain/case/ids.ts'
import { CALENDAR_NAME, calendarOf } from './calendar.ts'

/** Download of a calendar entry for the day to look again. */
export function lookAgain(day: Day, words: Words, chance: Chance): VNode {
  const keep = () => save(CALENDAR_NAME, calendarOf(day, words.say('calendar.entry'), chance))
  return (
    <section class="beside">
      <button type="button" class="quiet" onClick={keep}>
        {words.say('calendar.save')}
      </button>
      <p class="quiet">{words.say('calendar.care')}</p>
    </section>
  )
}
