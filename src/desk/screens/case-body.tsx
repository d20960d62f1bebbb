import type { ReactElement, RefObject } from 'react'
import type { WireCase } from '#wire/desk.ts'
import { Notice } from '../components/notice.tsx'
import { useDesk } from '../model/desk-context.ts'
import { isWritten } from '../model/drafts.ts'
import type { Conversation } from '../model/use-case.ts'
import type { Writing } from '../model/use-writing.ts'
import { texts } from '../texts.ts'
import { Compose } from './compose.tsx'
import { Download } from './download.tsx'
import { LetterItem } from './letter-item.tsx'
import { Locked } from './locked.tsx'
import { WaitingScreen } from './waiting.tsx'

/** Letters of a case, newest last, and the editor below. */
export function CaseBody({
  wireCase,
  conversation,
  failed,
  writing,
  field,
}: {
  wireCase: WireCase
  conversation: Conversation | null
  failed: boolean
  writing: Writing
  field: RefObject<HTMLTextAreaElement | null>
}): ReactElement {
  const { key } = useDesk()
  const words = texts.case
  // The name is a fact of the case and not shown among the letters.
  const turns = wireCase.letters.filter((letter) => letter.kind !== 'identity')
  return (
    <section className="talk" aria-label={words.conversation}>
      {!key.open && (
        <>
          <Locked />
          {isWritten(writing.draft) && <p className="quiet">{texts.acts.unsent}</p>}
          <details className="elsewhere">
            <summary>{words.elsewhere}</summary>
            <ul>
              {wireCase.letters.map((letter) => (
                <li key={letter.id}>
                  <Download wireCase={wireCase} letter={letter} />
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
      {key.open && conversation === null && !failed && (
        <WaitingScreen label={words.opening} slow={false} />
      )}
      {failed && <Notice tone="error" title={words.unreadable} />}
      {conversation !== null && (
        <>
          <ol className="letters">
            {turns.map((letter) => (
              <LetterItem
                key={letter.id}
                wireCase={wireCase}
                letter={letter}
                shown={conversation.letters.get(letter.id)}
              />
            ))}
          </ol>
          {typeof writing.sending === 'object' &&
            writing.sending.of === wireCase &&
            writing.sending.code === null && (
              <Notice tone="warning" title={texts.changed.heading}>
                {texts.changed.what}
              </Notice>
            )}
          {wireCase.state !== 'closed' && (
            <Compose
              wireCase={wireCase}
              conversation={conversation}
              writing={writing}
              field={field}
            />
          )}
          <p className="quiet footnote">{words.screen}</p>
        </>
      )}
    </section>
  )
}
