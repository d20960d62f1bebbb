import { useRef, useState } from 'react'
import type { UploadedLetter, WireCase } from '#wire/desk.ts'
import { texts } from '../texts.ts'
import type { WritingAction } from './actions.ts'
import { NOTHING_ASKED, wholeAsking } from './asking.ts'
import { useDesk } from './desk-context.ts'
import type { Draft } from './drafts.ts'
import { codeOfThrown } from './fetched.ts'

export const EMPTY: Draft = { mode: 'answer', words: '', reason: null, asking: NOTHING_ASKED }

/**
 * State of a letter. The reason of a refusal (`null`: the case had changed) belongs to the case as it was, and is
 * cleared by the next action on the case.
 */
export type SendState = 'idle' | 'busy' | { readonly code: string | null; readonly of: WireCase }

/** The sealed letter, which the server may have: a retry sends the same one, never a second. */
interface SealedDraft {
  readonly draft: Draft
  readonly mode: WritingAction
  readonly of: WireCase
  readonly letter: UploadedLetter
}

const SAID: Record<WritingAction, string> = {
  answer: texts.acts.sent,
  question: texts.acts.sent,
  consent: texts.acts.sent,
  note: texts.acts.keptNote,
}

/** Error codes for a letter sealed for an outdated case. */
const STALE = ['CASE_CHANGED', 'KEY_REFUSED']

function sameReaders(one: WireCase, other: WireCase): boolean {
  const ids = ({ readers }: WireCase) => readers.map(({ id }) => id).join(' ')
  return ids(one) === ids(other)
}

/** Fields that are sent beside the sealed letter. */
function besides({ reason, asking }: Draft, mode: WritingAction): object {
  if (mode === 'question') return { reason }
  return mode === 'consent' ? { office: asking.office } : {}
}

/** Notification address; none for a note. */
function telling(notify: string | null, mode: WritingAction) {
  return notify === null || mode === 'note' ? {} : { notify }
}

export interface Writing {
  readonly draft: Draft
  readonly sending: SendState
  write(next: Partial<Draft>): void
  send(wireCase: WireCase, mode: WritingAction): Promise<void>
}

export function useWriting(
  id: string,
  lang: string,
  notify: string | null,
  arrived: (wireCase: WireCase) => void,
): Writing {
  const { api, keyWorker, today, announce, changed, drafts } = useDesk()
  const [draft, setDraft] = useState<Draft>(() => drafts.of(id) ?? EMPTY)
  const [sending, setSending] = useState<SendState>('idle')
  const sealed = useRef<SealedDraft | null>(null)

  function write(next: Partial<Draft>): void {
    const whole = { ...draft, ...next }
    setDraft(whole)
    drafts.keep(id, whole)
    if (next.mode !== undefined) setSending((was) => (was === 'busy' ? was : 'idle'))
  }

  async function seal(wireCase: WireCase, mode: WritingAction): Promise<UploadedLetter> {
    const before = sealed.current
    if (before?.draft === draft && before.of === wireCase && before.mode === mode)
      return before.letter
    const asking = mode === 'consent' ? wholeAsking(draft.asking) : null
    const written = { kind: mode, words: draft.words, lang, ...(asking && { asking }) }
    const letter = await keyWorker.ask('seal', { wireCase, today, draft: written })
    sealed.current = { draft, mode, of: wireCase, letter }
    return letter
  }

  function done(wireCase: WireCase): void {
    sealed.current = null
    drafts.drop(id)
    setDraft(EMPTY)
    setSending('idle')
    arrived(wireCase)
    announce(SAID[draft.mode])
    changed()
  }

  /**
   * Reads the case again, because it changed: another letter, another reader, or the first try had arrived.
   */
  async function lookAgain(before: WireCase, code: string): Promise<void> {
    const wireCase = await api.open(id)
    if (code === 'KEY_REFUSED' && sameReaders(before, wireCase))
      return setSending({ code, of: before })
    // The id follows from the place in the case, so another text by the same officer has the same one.
    const mine = sealed.current?.letter
    const isMine = ({ id, data }: { id: string; data: string }) =>
      id === mine?.id && data === mine.data
    if (wireCase.letters.some(isMine)) return done(wireCase)
    arrived(wireCase)
    setSending({ code: null, of: wireCase })
    announce(texts.changed.heading)
    changed()
  }

  async function send(wireCase: WireCase, mode: WritingAction): Promise<void> {
    setSending('busy')
    try {
      const letter = await seal(wireCase, mode)
      done(await api.act(id, mode, { letter, ...besides(draft, mode), ...telling(notify, mode) }))
    } catch (thrown) {
      const code = codeOfThrown(thrown)
      if (!STALE.includes(code)) return setSending({ code, of: wireCase })
      await lookAgain(wireCase, code).catch((again: unknown) =>
        setSending({ code: codeOfThrown(again), of: wireCase }),
      )
    }
  }

  return { draft, write, sending, send }
}
