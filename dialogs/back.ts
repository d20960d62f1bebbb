import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Facts } from './facts.ts'
import { asksKeepOut, INFORMATION, leafOf, tappedLeaf } from './leaf-rules.ts'
import { onlyByName, promiseOf } from './routing-preview.ts'
import { type Journey, type JourneyStep, START } from './steps.ts'
import { follow } from './taxonomy.ts'

/** The previous step, computed from the current one; no history is kept. */
export function back(journey: Journey, facts: Facts): Journey {
  switch (journey.step) {
    case 'tree':
    case 'numbers':
    case 'self_harm':
    case 'information':
    case 'by_name':
      return untap(journey)
    case 'keep_out':
      return journey.adviceOnly
        ? {
            ...journey,
            adviceOnly: false,
            promised: null,
            step: promiseOrNobody({ ...journey, adviceOnly: false }, facts),
          }
        : untap(journey)
    case 'door':
    case 'nobody_left': {
      const leaf = tappedLeaf(journey, facts.policy)
      if (leaf !== null && asksKeepOut(leaf)) return { ...journey, step: 'keep_out' }
      return leaf?.id === INFORMATION ? { ...journey, step: 'information' } : untap(journey)
    }
    case 'protects_me':
    case 'identity':
      return { ...journey, step: 'door' }
    case 'consent':
      return { ...journey, step: 'identity' }
    case 'check':
      return {
        ...journey,
        step: isSealedOnDevice(facts) ? 'account' : beforeReadingOver(journey, facts),
      }
    case 'account':
      return {
        ...journey,
        step: isSealedOnDevice(facts) ? beforeReadingOver(journey, facts) : 'check',
      }
    case 'who_does_what':
      return { ...journey, step: journey.from ?? 'tree', from: null }
    case 'done':
      return journey
    default:
      return journey.step satisfies never
  }
}

/** Removes the last tap, and later answers with it. */
function untap(journey: Journey): Journey {
  const taps = journey.taps.slice(0, -1)
  return { ...START, taps, step: follow(taps) === 'danger' ? 'numbers' : 'tree' }
}

/** The last step before the account or check screen. */
function beforeReadingOver(journey: Journey, facts: Facts): JourneyStep {
  return asksConsent(journey, facts) ? 'consent' : 'identity'
}

/** The promise step, or outside contacts when no office can receive, or contacts that require a name. */
export function promiseOrNobody(journey: Journey, facts: Facts): JourneyStep {
  if (onlyByName(journey, facts)) return 'by_name'
  return promiseOf(journey, facts) === null ? 'nobody_left' : 'door'
}

export function asksConsent(journey: Journey, facts: Facts): boolean {
  return leafOf(journey, facts.policy)?.consent !== 'not_applicable'
}
