import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { type ReactElement, useRef } from 'react'
import { CONTENTS, SANITISED_LIMIT, SANITISED_LINES } from '#domain/case/consent.ts'
import type { Office } from '#domain/concern/office.ts'
import { ConfidentialField } from '../components/confidential-field.tsx'
import { fitsRequest } from '../key-worker/consent-form.ts'
import type { AskingDraft } from '../model/asking.ts'
import { officeWords } from '../model/labels.ts'
import { texts } from '../texts.ts'

/** Form of a consent request: office and text. No default. */
export function AskConsentForm({
  offices,
  asking,
  asked,
  disabled,
  onChange,
}: {
  offices: readonly Office[]
  asking: AskingDraft
  /** Whether Send was pressed; then missing fields are marked. */
  asked: boolean
  disabled: boolean
  onChange: (asking: AskingDraft) => void
}): ReactElement {
  const words = texts.consent
  const field = useRef<HTMLTextAreaElement>(null)
  const unwritten = asked && asking.content === 'sanitised' && !fitsRequest(asking.sanitised)
  return (
    <>
      <Field
        label={words.office}
        hint={words.officeHint}
        {...missing(asked && asking.office === null, words.officeMissing)}
      >
        <RadioGroup
          value={asking.office ?? ''}
          disabled={disabled}
          onChange={(_, { value }) =>
            onChange({ ...asking, office: offices.find((each) => each === value) ?? null })
          }
        >
          {offices.map((each) => (
            <Radio key={each} value={each} label={officeWords(each)} />
          ))}
        </RadioGroup>
      </Field>
      <Field
        label={words.content}
        {...missing(asked && asking.content === null, words.contentMissing)}
      >
        <RadioGroup
          value={asking.content ?? ''}
          disabled={disabled}
          onChange={(_, { value }) =>
            onChange({ ...asking, content: CONTENTS.find((each) => each === value) ?? null })
          }
        >
          {CONTENTS.map((each) => (
            <Radio key={each} value={each} label={words.contents[each]} />
          ))}
        </RadioGroup>
      </Field>
      {asking.content === 'sanitised' && (
        <ConfidentialField
          label={words.sanitised}
          placeholder={words.sanitisedHint}
          value={asking.sanitised}
          missing={unwritten ? words.sanitisedMissing(SANITISED_LIMIT, SANITISED_LINES) : null}
          disabled={disabled}
          fieldRef={field}
          onChange={(sanitised) => onChange({ ...asking, sanitised })}
        />
      )}
      <p className="quiet">{words.noAnswer}</p>
    </>
  )
}

function missing(is: boolean, what: string) {
  return is ? ({ validationMessage: what, validationState: 'error' } as const) : {}
}
