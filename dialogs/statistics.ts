import * as z from 'zod'
import type { Category } from '#domain/concern/leaf.ts'
import { GENDERS, PLACES, STAFF_GROUPS, type StatisticFact } from '#domain/concern/statistic.ts'
import { AppError } from '#errors.ts'
import type { Ask, Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

const RATHER_NOT = 'rather_not'
const ASKED = { place: PLACES, gender: GENDERS, staff: STAFF_GROUPS } as const

/** Button of the statistics opt-in; not for dangers. */
export function countingButton(category: Category | null, { words }: Facts): readonly Button[] {
  if (category === null || category === 'safety') return []
  return [button(words, 'statistics', 'statistics.button', { value: category })]
}

/** Opt-in screen; Yes and No have equal weight, default No. */
export function statisticsDialog(category: Category, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'statistics',
      title: words.say('statistics.title'),
      body: [
        text(words.say('statistics.what')),
        text(words.say('statistics.kept')),
        text(words.say('statistics.for_ever'), 'strong'),
      ],
      asks: Object.entries(ASKED).map(
        ([id, options]): Ask => ({
          kind: 'one',
          id,
          label: words.say(`statistics.${id}`),
          options: [
            { value: RATHER_NOT, label: words.say('statistics.rather_not') },
            ...options.map((value) => ({ value, label: words.say(`statistics.${id}_${value}`) })),
          ],
          chosen: [RATHER_NOT],
          required: true,
          missing: words.say('statistics.missing'),
        }),
      ),
      buttons: [
        button(words, 'leave', 'statistics.no', { look: 'choice' }),
        button(words, 'send_statistics', 'statistics.yes', { look: 'choice', value: category }),
        button(words, 'conversation', 'button.conversation'),
      ],
    },
    facts,
  )
}

const Answers = z.strictObject({
  place: z.enum([RATHER_NOT, ...PLACES]).default(RATHER_NOT),
  gender: z.enum([RATHER_NOT, ...GENDERS]).default(RATHER_NOT),
  staff: z.enum([RATHER_NOT, ...STAFF_GROUPS]).default(RATHER_NOT),
})

/** Parses the given answers. @throws ANSWERS_INVALID */
export function readStatistics(answers: unknown): readonly StatisticFact[] {
  const read = Answers.safeParse(answers)
  if (!read.success) throw new AppError('ANSWERS_INVALID')
  const { place, gender, staff } = read.data
  const facts: StatisticFact[] = []
  if (place !== RATHER_NOT) facts.push(`place_${place}`)
  if (gender !== RATHER_NOT) facts.push(`gender_${gender}`)
  if (staff !== RATHER_NOT) facts.push(`staff_${staff}`)
  return facts
}

/** Sentence with the outcome. */
export function counted(how: 'counted' | 'already' | 'none', facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'counted',
      title: words.say(how === 'none' ? 'statistics.none' : 'statistics.counted'),
      body: [text(words.say(`statistics.${how}_means`))],
      buttons: [
        button(words, 'conversation', 'button.conversation'),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}
