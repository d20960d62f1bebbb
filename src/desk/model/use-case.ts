import { useEffect, useState } from 'react'
import type { ConcernForm, OpenedMessage } from '#domain/case/message.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { WireCase, WireLabel } from '#wire/desk.ts'
import type { Api } from '../http/api.ts'
import type {
  CaseTrouble,
  LetterTrouble,
  ListedFile,
  ReadCase,
  ReadConsent,
} from '../key-worker/protocol.ts'
import { useDesk } from './desk-context.ts'
import { codeOfThrown, type RemoteValue, useFetched } from './fetched.ts'

/** Letter for a screen: its text as `Confidential`, and its faults. */
export interface DeskLetter {
  readonly words: Confidential | null
  readonly lang: string | null
  readonly trouble: LetterTrouble | null
  /** Label of the officer who signed. */
  readonly author: string | null
  readonly agreed: boolean | null
  readonly files: readonly ListedFile[]
}

/** Consent request for a screen. */
export type DeskConsent = Omit<ReadConsent, 'sanitised'> & {
  readonly sanitised: Confidential | null
}

/** Decrypted letters of a case. */
export interface Conversation {
  readonly letters: ReadonlyMap<string, DeskLetter>
  readonly form: ConcernForm | null
  readonly when: Confidential | null
  readonly where: Confidential | null
  readonly name: Confidential | null
  readonly nameTyped: boolean
  /** Sealed address for the notification of an answer. */
  readonly notify: string | null
  readonly lang: string
  readonly troubles: readonly CaseTrouble[]
  /** Labels of the listed readers whom nobody let in. */
  readonly ghosts: readonly string[]
  readonly consents: readonly DeskConsent[]
  /** Newest message of the reporter, if it was decrypted. */
  readonly newest: OpenedMessage | null
}

export interface LoadedCase {
  readonly remoteCase: RemoteValue<WireCase>
  /** `null` while the key is locked, or decryption runs. */
  readonly conversation: Conversation | null
  readonly readCode: string | null
}

/** Fetches a case and decrypts it while the key is unlocked. Locking removes the plain text at once. */
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
    const readWhole = async () =>
      keyWorker.ask('read', { wireCase: value, label: await sealedLabel(api, value) })
    readWhole().then(
      (back) => {
        if (!current) return
        setRead({ of: value, is: conversation(back) })
        learn(value.id, { leaf: back.form?.leaf ?? value.leaf, lang: back.lang })
        // The unread mark goes when the message was decrypted, not when it was selected.
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

/** The label that the row shows, to be compared with what the first letter names; none is fetched for a card. */
async function sealedLabel(api: Api, { id, leaf }: WireCase): Promise<WireLabel | undefined> {
  if (leaf !== null) return undefined
  const [label] = await api.labels([id]).catch(() => [])
  return label
}

function conversation(back: ReadCase): Conversation {
  const { form, troubles, ghosts, newest } = back
  return {
    letters: new Map(
      back.letters.map(({ id, words, lang, trouble, author, agreed, files }) => [
        id,
        { words: confidential(words), lang, trouble, author, agreed, files },
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
    ghosts,
    newest,
    consents: back.consents.map((one) => ({ ...one, sanitised: confidential(one.sanitised) })),
  }
}

function confidential(words: string | null): Confidential | null {
  return words === null ? null : new Confidential(words)
}
