import type { Ask, Dialog } from '#dialogs/dialog.ts'
import type { PageDrafts } from '../context.ts'

/** Values of the fields of a screen, by id of the ask. */
export type Answers = Readonly<Record<string, string | readonly string[]>>

/** Initial values: earlier choices, stored drafts, or the known name. */
export function answersAtFirst({ asks }: Dialog, name: string | null, drafts: PageDrafts): Answers {
  return Object.fromEntries(asks.map((ask) => [ask.id, atFirst(ask, name, drafts)]))
}

function atFirst(ask: Ask, name: string | null, drafts: PageDrafts): string | readonly string[] {
  switch (ask.kind) {
    case 'one':
      return ask.chosen[0] ?? ''
    case 'many':
      return ask.chosen
    case 'words':
      return (name === null ? '' : drafts.get(name, ask.id)) || (ask.prefilled ?? '')
    default:
      return ask satisfies never
  }
}

/** Validation of a field: only presence and length. */
export type Wrong = 'missing' | 'too_long'

export function wrongIn(ask: Ask, answers: Answers): Wrong | null {
  const answer = answers[ask.id] ?? ''
  if (ask.kind === 'words') {
    const typed = String(answer)
    if (ask.required && typed.trim() === '') return 'missing'
    return lengthOf(typed) > ask.limit ? 'too_long' : null
  }
  return ask.required && answer.length === 0 ? 'missing' : null
}

/** Length in code points, as the server counts. */
export function lengthOf(typed: string): number {
  return [...typed].length
}
