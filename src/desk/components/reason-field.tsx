import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { reasonWords } from '../model/labels.ts'
import { texts } from '../texts.ts'

/** Radio group of the reasons by which the annual report counts. No default. */
export function ReasonField<Reason extends string>({
  label,
  reasons,
  reason,
  choose,
  missing,
}: {
  label: string
  reasons: readonly Reason[]
  reason: Reason | null
  choose: (reason: Reason | null) => void
  missing: boolean
}): ReactElement {
  return (
    <Field
      label={label}
      {...(missing && {
        validationMessage: texts.acts.reasonMissing,
        validationState: 'error' as const,
      })}
    >
      <RadioGroup
        value={reason ?? ''}
        onChange={(_, { value }) => choose(reasons.find((each) => each === value) ?? null)}
      >
        {reasons.map((each) => (
          <Radio key={each} value={each} label={reasonWords(each)} />
        ))}
      </RadioGroup>
    </Field>
  )
}
