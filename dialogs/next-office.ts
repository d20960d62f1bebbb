import type { Facts } from './facts.ts'
import { promiseOf, readersAt } from './routing-preview.ts'
import type { Journey } from './steps.ts'

/**
 * Where one reader is left, another office may be surer: that reader is kept out as well, and the next office takes
 * it. It is not said to be about the office, because she did not say so. `null` where more can read it, or nobody else.
 */
export function toNextOffice(journey: Journey, facts: Facts): Journey | null {
  const promise = promiseOf(journey, facts)
  if (promise === null || promise.readers !== 1) return null
  const last = readersAt(promise.office, journey, facts).map(({ id }) => id)
  const further: Journey = {
    ...journey,
    keptOut: [...journey.keptOut, ...last],
    identity: null,
    passOn: false,
    promised: null,
  }
  return promiseOf(further, facts) === null ? null : { ...further, step: 'door' }
}
