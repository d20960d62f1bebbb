import type { UnconfirmedDelivery } from '#dialogs/come-back.ts'
import { SENDS } from '#dialogs/sentences.ts'
import type { PagePress } from '../view.ts'
import type { ReceiptTries } from './types.ts'

const TAKING_BACK = 'withdraw_now'

/** What is pressed again is the same: a Send whatever its words, a change with what was chosen. */
function nameOf({ verb, value, answers }: PagePress): string {
  return SENDS.includes(verb) || verb === TAKING_BACK
    ? verb
    : JSON.stringify([verb, value, answers])
}

export function markUnanswered(tries: ReceiptTries, press: PagePress): void {
  tries.unanswered = new Set([...tries.unanswered, nameOf(press)])
}

/** The same, answered. What was taken back takes with it whatever else may have arrived. */
export function markAnswered(tries: ReceiptTries, press: PagePress): void {
  const others = [...tries.unanswered].filter((one) => one !== nameOf(press))
  tries.unanswered = new Set(press.verb === TAKING_BACK ? [] : others)
}

export function unansweredOf({ unanswered }: ReceiptTries): UnconfirmedDelivery {
  if (unanswered.has(TAKING_BACK)) return 'taking_back'
  return unanswered.size > 0 ? 'something' : 'nothing'
}
