import { AppError } from '#errors.ts'
import type { Facts, Press } from './facts.ts'
import { move } from './move.ts'
import { settleJourney } from './routing-preview.ts'
import type { Journey, JourneyStep } from './steps.ts'

const TICKED: readonly JourneyStep[] = ['keep_out', 'identity', 'consent']

/**
 * The journey with the unconfirmed ticks of the current screen, so that a change of language keeps them. Invalid ticks
 * are ignored.
 */
export function keepTicks(journey: Journey, answers: Press['answers'], facts: Facts): Journey {
  const here = settleJourney(journey, facts)
  if (!TICKED.includes(here.step) || Object.keys(answers).length === 0) return here
  try {
    return { ...move(here, { verb: 'continue', value: null, answers }, facts), step: here.step }
  } catch (error) {
    if (error instanceof AppError && error.code === 'ANSWERS_INVALID') return here
    throw error
  }
}
