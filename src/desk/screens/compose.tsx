import { Button, Field, Radio, RadioGroup } from '@fluentui/react-components'
import { type FormEvent, type ReactElement, type RefObject, useState } from 'react'
import type { Day } from '#domain/case/day.ts'
import { QUESTION_REASONS } from '#domain/case/event.ts'
import { readableFrom, waitsForRelease } from '#domain/case/release-day.ts'
import type { WireCase } from '#wire/desk.ts'
import { fromChannelV1 } from '#wire/v1.ts'
import { ConfidentialField } from '../components/confidential-field.tsx'
import { Notice } from '../components/notice.tsx'
import { endOfWriting } from '../key-worker/ends-writing.ts'
import { WRITTEN, type WritingAction } from '../model/actions.ts'
import { offeredOffices, wholeAsking } from '../model/asking.ts'
import { useDesk } from '../model/desk-context.ts'
import { isWritten } from '../model/drafts.ts'
import { dateWords, reasonWords } from '../model/labels.ts'
import type { Conversation } from '../model/use-case.ts'
import type { Writing } from '../model/use-writing.ts'
import { errorWords, texts } from '../texts.ts'
import { AskConsentForm } from './ask-consent.tsx'

const SEND: Record<WritingAction, string> = {
  answer: texts.acts.send,
  question: texts.acts.sendQuestion,
  consent: texts.acts.sendConsent,
  note: texts.acts.sendNote,
}

/** Editor of the next letter, with the list of who will be able to open it. */
export function Compose({
  wireCase,
  conversation,
  writing,
  field,
}: {
  wireCase: WireCase
  conversation: Conversation
  writing: Writing
  field: RefObject<HTMLTextAreaElement | null>
}): ReactElement {
  const words = texts.acts
  const { me, today } = useDesk()
  const { draft, write, sending, send } = writing
  const [asked, setAsked] = useState(false)
  const offices = offeredOffices(wireCase, conversation)
  const modes = WRITTEN.filter((each) => each !== 'consent' || offices.length > 0)
  const mode = modes.includes(draft.mode) ? draft.mode : 'answer'
  const busy = sending === 'busy'
  const end = endOfWriting(conversation.troubles, mode)
  const stopped = end !== null
  const missing = asked && draft.words.trim() === '' ? words.missing : null
  const reasonMissing = asked && mode === 'question' && draft.reason === null

  function submit(event: FormEvent) {
    event.preventDefault()
    setAsked(true)
    if (draft.words.trim() === '' || (mode === 'question' && draft.reason === null)) return
    if (mode === 'consent' && wholeAsking(draft.asking) === null) return
    setAsked(false)
    void send(wireCase, mode)
  }

  return (
    <form className="compose" data-mode={mode} onSubmit={submit}>
      <RadioGroup
        className="kinds"
        layout="horizontal"
        aria-label={words.kind}
        value={mode}
        disabled={busy}
        onChange={(_, { value }) =>
          write({ mode: WRITTEN.find((each) => each === value) ?? 'answer' })
        }
      >
        {modes.map((each) => (
          <Radio key={each} value={each} label={words[each]} />
        ))}
      </RadioGroup>
      {mode === 'consent' && (
        <AskConsentForm
          offices={offices}
          asking={draft.asking}
          asked={asked}
          disabled={busy}
          onChange={(asking) => write({ asking })}
        />
      )}
      <ConfidentialField
        label={words.field[mode]}
        placeholder={words.placeholder[mode]}
        value={draft.words}
        missing={missing}
        disabled={busy || stopped}
        fieldRef={field}
        onChange={(typed) => write({ words: typed })}
      />
      {isWritten(draft) && <p className="quiet">{words.unsent}</p>}
      {mode === 'question' && (
        <Field
          label={words.reason}
          hint={words.pauseWhy}
          {...(reasonMissing && {
            validationMessage: words.reasonMissing,
            validationState: 'error' as const,
          })}
        >
          <RadioGroup
            value={draft.reason ?? ''}
            disabled={busy}
            onChange={(_, { value }) =>
              write({ reason: QUESTION_REASONS.find((each) => each === value) ?? null })
            }
          >
            {QUESTION_REASONS.map((reason) => (
              <Radio key={reason} value={reason} label={reasonWords(reason)} />
            ))}
          </RadioGroup>
        </Field>
      )}
      <p className="quiet">
        {mode === 'note'
          ? words.readersNote(noteReaders(wireCase))
          : words.readers(letterReaders(wireCase))}
      </p>
      {mode !== 'note' && isHeld(wireCase) && !me.demo && (
        <p className="quiet">{words.readFrom(dateWords(readableFrom(today as Day)))}</p>
      )}
      {end !== null && <Notice tone="error" title={words.endsWriting[end]} />}
      {typeof sending === 'object' && sending.of === wireCase && sending.code !== null && (
        <Notice tone="error" title={errorWords('words', sending.code)} />
      )}
      <Button
        type="submit"
        className="send"
        appearance={draft.words.trim() === '' ? 'secondary' : 'primary'}
        disabledFocusable={busy || stopped}
      >
        {busy ? words.sealing : SEND[mode]}
      </Button>
    </form>
  )
}

/** Whether the person is shown it with a release, and not at once. */
function isHeld({ door, category, hoursLeft }: WireCase): boolean {
  return waitsForRelease({
    channel: fromChannelV1(door),
    alertHours: category === 'safety' ? 0 : null,
    replyHours: hoursLeft,
  })
}

function letterReaders(wireCase: WireCase): string {
  return LIST.format([texts.acts.thePerson, ...labels(wireCase, texts.acts.you)])
}

function noteReaders(wireCase: WireCase): string {
  return LIST.format(labels(wireCase, texts.acts.youFirst))
}

/** Reader labels, the user first: a label may have a comma. */
function labels(wireCase: WireCase, you: string): string[] {
  const others = wireCase.readers.filter((reader) => !reader.you).map(({ label }) => label)
  return [you, ...others]
}

const LIST = new Intl.ListFormat('en-GB')
