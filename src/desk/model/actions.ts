import type { WireCase } from '#wire/desk.ts'

/** What an officer can do with a case: what writes a letter, and what only sets a state. */
export const WRITTEN = ['answer', 'question', 'consent', 'note'] as const
export type WritingAction = (typeof WRITTEN)[number]
export type Action = WritingAction | 'acknowledge' | 'close'

/** The one thing to do next for the state a case is in, and whether it may be closed beside. Writing is always there. */
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
