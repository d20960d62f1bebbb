import { Button } from '@fluentui/react-components'
import { type ReactElement, type RefObject, useState } from 'react'
import type { WireCase } from '#wire/desk.ts'
import { Notice } from '../components/notice.tsx'
import { type Action, actionsFor } from '../model/actions.ts'
import { useDesk } from '../model/desk-context.ts'
import { codeOfThrown } from '../model/fetched.ts'
import type { Conversation } from '../model/use-case.ts'
import type { Writing } from '../model/use-writing.ts'
import { errorWords, texts } from '../texts.ts'
import { AskNameForm } from './ask-name.tsx'
import { CloseCase } from './close-case.tsx'

/** Primary action for the state of the case. Letters are written in the editor below the letters. */
export function NextSteps({
  wireCase,
  conversation,
  writing,
  arrived,
  field,
}: {
  wireCase: WireCase
  /** `null` while the key is locked: then nothing can be written, and nothing closed unread. */
  conversation: Conversation | null
  writing: Writing
  arrived: (wireCase: WireCase) => void
  field: RefObject<HTMLTextAreaElement | null>
}): ReactElement {
  const { api, announce, changed } = useDesk()
  const words = texts.acts
  const [refused, setRefused] = useState<{ code: string; of: WireCase } | null>(null)
  const [closing, setClosing] = useState(false)
  const { first, closes } = actionsFor(wireCase)
  const writes = writing.draft.words.trim() !== ''
  const newest = conversation?.newest ?? null
  const mayClose = closes || first === 'close'

  async function acknowledge() {
    try {
      arrived(await api.act(wireCase.id, 'acknowledge', { letter: null }))
      announce(words.acknowledged)
    } catch (thrown) {
      const code = codeOfThrown(thrown)
      if (code === 'CASE_CHANGED') await overtaken()
      else setRefused({ code, of: wireCase })
    }
    changed()
  }

  /** Reads the case again after a conflict and shows a notice, which the next action clears. */
  async function overtaken() {
    const now = await api.open(wireCase.id).catch(() => wireCase)
    arrived(now)
    setRefused({ code: 'CASE_CHANGED', of: now })
  }

  function press(action: Action) {
    setRefused(null)
    if (action === 'acknowledge') void acknowledge()
    else if (action === 'close') setClosing(true)
    else {
      writing.write({ mode: action })
      field.current?.focus()
    }
  }

  const button = (action: Action, primary: boolean) =>
    action === 'acknowledge' || (action === 'close' ? newest : conversation) !== null ? (
      <Button
        key={action}
        appearance={primary && !writes ? 'primary' : 'secondary'}
        onClick={() => press(action)}
      >
        {words[action]}
      </Button>
    ) : null

  return (
    <section className="next" aria-label={texts.case.actions}>
      <h2>{words.stateWords[wireCase.state]}</h2>
      {first === 'acknowledge' && <p className="quiet">{words.acknowledgeWhy}</p>}
      {refused?.of === wireCase && <Notice tone="error" title={errorWords('act', refused.code)} />}
      {first !== null && button(first, true)}
      {closes && button('close', false)}
      {mayClose && conversation !== null && newest === null && (
        <p className="quiet">{words.closeUnopened}</p>
      )}
      <AskNameForm wireCase={wireCase} arrived={arrived} />
      {closing && newest !== null && (
        <CloseCase
          wireCase={wireCase}
          newest={newest}
          notify={conversation?.notify ?? null}
          overtaken={async () => {
            setClosing(false)
            await overtaken()
            changed()
          }}
          done={(closed) => {
            setClosing(false)
            if (closed !== null) {
              arrived(closed)
              announce(words.closed)
              changed()
            }
          }}
        />
      )}
    </section>
  )
}
