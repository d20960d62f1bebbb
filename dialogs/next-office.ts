import type { Facts } from './facts.ts'
import { promiseOf, readersAt } from './routing-preview.ts'
import type { Journey } from './steps.ts'

/**
 * Exclusions with which the next office receives a concern that only one officer could read: that reader is excluded
 * too, the office not. `null` with more readers, or without another office.
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
