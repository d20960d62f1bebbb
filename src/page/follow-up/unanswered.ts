import type { UnconfirmedDelivery } from '#dialogs/come-back.ts'
import { SENDS } from '#dialogs/sentences.ts'
import type { PagePress } from '../view.ts'
import type { ReceiptTries } from './types.ts'

const TAKING_BACK = 'withdraw_now'

/** Key of a request: a Send regardless of its text, a change with its choices. */
function nameOf({ verb, value, answers }: PagePress): string {
  return SENDS.includes(verb) || verb === TAKING_BACK
    ? verb
    : JSON.stringify([verb, value, answers])
}

export function markUnanswered(tries: ReceiptTries, press: PagePress): void {
  tries.unanswered = new Set([...tries.unanswered, nameOf(press)])
}

/** Removes an answered request; a withdrawal removes all others too. */
export function markAnswered(tries: ReceiptTries, press: PagePress): void {
  const others = [...tries.unanswered].filter((one) => one !== nameOf(press))
  tries.unanswered = new Set(press.verb === TAKING_BACK ? [] : others)
}

export function unansweredOf({ unanswered }: ReceiptTries): UnconfirmedDelivery {
  if (unanswered.has(TAKING_BACK)) return 'taking_back'
  return unanswered.size > 0 ? 'something' : 'nothing'
}
