import type { QuestionReason } from '#domain/case/event.ts'
import type { WritingAction } from './actions.ts'
import type { AskingDraft } from './asking.ts'

/** What an officer is writing. It stays through errors, locking and visits to other cases, in memory only. */
export interface Draft {
  readonly mode: WritingAction
  readonly words: string
  readonly reason: QuestionReason | null
  /** Only of a request to pass something on. */
  readonly asking: AskingDraft
}

/** What an officer is writing, by case: in memory only. While there is anything, leaving the tab asks first. */
export interface Drafts {
  of(id: string): Draft | null
  keep(id: string, draft: Draft): void
  drop(id: string): void
  dropAll(): void
  any(): boolean
}

export function draftsIn(tab: Pick<Window, 'addEventListener' | 'removeEventListener'>): Drafts {
  const drafts = new Map<string, Draft>()
  const any = () => [...drafts.values()].some(isWritten)
  // Only while there is something: a page that always asks is one whose question nobody reads.
  const changed = () => {
    if (any()) tab.addEventListener('beforeunload', ask)
    else tab.removeEventListener('beforeunload', ask)
  }
  return {
    of: (id) => drafts.get(id) ?? null,
    keep(id, draft) {
      drafts.set(id, draft)
      changed()
    },
    drop(id) {
      drafts.delete(id)
      changed()
    },
    dropAll() {
      drafts.clear()
      changed()
    },
    any,
  }
}

function ask(event: Event): void {
  event.preventDefault()
}

/** A choice alone is made again in a moment; words are not. */
export function isWritten({ words, asking }: Draft): boolean {
  return words.trim() !== '' || asking.sanitised.trim() !== ''
}
