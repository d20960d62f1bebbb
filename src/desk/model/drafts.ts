import type { QuestionReason } from '#domain/case/event.ts'
import type { WritingAction } from './actions.ts'
import type { AskingDraft } from './asking.ts'

/** Draft of a letter. It survives errors, locking and a change of case; in memory only. */
export interface Draft {
  readonly mode: WritingAction
  readonly words: string
  readonly reason: QuestionReason | null
  /** Only of a consent request. */
  readonly asking: AskingDraft
}

/** Drafts by case id, in memory only. While there is one, leaving the tab asks first. */
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
  // The listener is registered only while there is a draft: a question that always comes is not read.
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

/** Whether a draft has text. A choice alone is not worth a question. */
export function isWritten({ words, asking }: Draft): boolean {
  return words.trim() !== '' || asking.sanitised.trim() !== ''
}
