import { Field, Input } from '@fluentui/react-components'
import type { ReactElement, Ref } from 'react'

export function PassphraseField({
  label,
  value,
  problem,
  fresh,
  disabled,
  fieldRef,
  onChange,
}: {
  label: string
  value: string
  problem: string | null
  /** A new one is being chosen: no password manager should offer an old one. */
  fresh: boolean
  disabled: boolean
  fieldRef?: Ref<HTMLInputElement>
  onChange: (value: string) => void
}): ReactElement {
  return (
    <Field
      label={label}
      {...(problem !== null && { validationMessage: problem, validationState: 'error' })}
    >
      <Input
        {...(fieldRef && { input: { ref: fieldRef } })}
        type="password"
        value={value}
        disabled={disabled}
        autoComplete={fresh ? 'new-password' : 'off'}
        spellCheck={false}
        translate="no"
        className="notranslate"
        onChange={(_, { value: typed }) => onChange(typed)}
      />
    </Field>
  )
}
