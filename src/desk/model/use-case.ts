import { useEffect, useState } from 'react'
import type { ConcernForm, OpenedMessage } from '#domain/case/message.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { WireCase } from '#wire/desk.ts'
import type {
  CaseTrouble,
  LetterTrouble,
  ListedFile,
  ReadCase,
  ReadConsent,
} from '../key-worker/protocol.ts'
import { useDesk } from './desk-context.ts'
import { codeOfThrown, type RemoteValue, useFetched } from './fetched.ts'

/** A letter as a screen has it: words that do not print, and what is wrong with it. */
export interface DeskLetter {
  readonly words: Confidential | null
  readonly lang: string | null
  readonly trouble: LetterTrouble | null
  readonly agreed: boolean | null
  readonly files: readonly ListedFile[]
}

/** A request to pass something on, as a screen has it. */
export type DeskConsent = Omit<ReadConsent, 'sanitised'> & {
  readonly sanitised: Confidential | null
}

/** A case whose letters were opened on this machine. */
export interface Conversation {
  readonly letters: ReadonlyMap<string, DeskLetter>
  readonly form: ConcernForm | null
  readonly when: Confidential | null
  readonly where: Confidential | null
  readonly name: Confidential | null
  readonly nameTyped: boolean
  /** Where she is told of an answer; unread here. */
  readonly notify: string | null
  readonly lang: string
  readonly troubles: readonly CaseTrouble[]
  readonly consents: readonly DeskConsent[]
  /** What the person wrote last, where it was opened. */
  readonly newest: OpenedMessage | null
}

export interface LoadedCase {
  readonly remoteCase: RemoteValue<WireCase>
  /** `null` while the key is locked, or the letters are being opened. */
  readonly conversation: Conversation | null
  readonly readCode: string | null
}

/** Fetches a case, and opens it while the key is open. Locking takes the words from the screen at once. */
export function useCase(id: string): LoadedCase {
  const { api, keyWorker, key, learned, changed } = useDesk()
  const remoteCase = useFetched(id, () => api.open(id))
  const [read, setRead] = useState<{ of: WireCase; is: Conversation } | null>(null)
  const [readCode, setReadCode] = useState<string | null>(null)
  const { value } = remoteCase
  const { open, roster } = key
  const { learn } = learned

  useEffect(() => {
    setReadCode(null)
    if (value === null || !open) {
      setRead(null)
      return
    }
    let current = true
    keyWorker.ask('read', { wireCase: value }).then(
      (back) => {
        if (!current) return
        setRead({ of: value, is: conversation(back) })
        learn(value.id, back.form?.leaf ?? null)
        // What was selected is not read yet: the mark goes when the message was opened.
        if (value.unread && back.newest !== null) {
          api.opened(value.id, back.newest).then(changed, () => undefined)
        }
      },
      (thrown: unknown) => current && setReadCode(codeOfThrown(thrown)),
    )
    return () => {
      current = false
    }
  }, [value, open, api, keyWorker, roster, learn, changed])

  return { remoteCase, readCode, conversation: open && read?.of.id === id ? read.is : null }
}

function conversation(back: ReadCase): Conversation {
  const { form, troubles, newest } = back
  return {
    letters: new Map(
      back.letters.map(({ id, words, lang, trouble, agreed, files }) => [
        id,
        { words: confidential(words), lang, trouble, agreed, files },
      ]),
    ),
    form,
    when: confidential(form?.when ?? null),
    where: confidential(form?.where ?? null),
    name: confidential(back.name),
    nameTyped: back.nameTyped,
    notify: back.notify,
    lang: back.lang ?? 'en',
    troubles,
    newest,
    consents: back.consents.map((one) => ({ ...one, sanitised: confidential(one.sanitised) })),
  }
}

function confidential(words: string | null): Confidential | null {
  return words === null ? null : new Confidential(words)
}
