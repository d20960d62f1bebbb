import type { WireCase } from '#wire/desk.ts'

/** Actions of an officer on a case: those that write a letter, and those that only set a state. */
export const WRITTEN = ['answer', 'question', 'consent', 'note'] as const
export type WritingAction = (typeof WRITTEN)[number]
export type Action = WritingAction | 'acknowledge' | 'close'

/** Primary action for the state of a case, and whether it may be closed. Writing is always possible. */
export function actionsFor(wireCase: Pick<WireCase, 'state' | 'acknowledgedOn'>): {
  readonly first: Action | null
  readonly closes: boolean
} {
  switch (wireCase.state) {
    case 'received':
      return { first: 'acknowledge', closes: true }
    case 'acknowledged':
      return { first: 'answer', closes: true }
    case 'waiting':
      return { first: null, closes: true }
    case 'lapsed':
    case 'answered':
      return { first: 'close', closes: false }
    case 'closed':
      return { first: null, closes: false }
    default:
      return wireCase.state satisfies never
  }
}
