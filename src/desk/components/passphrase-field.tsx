import { Field, Input } from '@fluentui/react-components'
import type { ReactElement, Ref } from 'react'
import { PRIVATE_PROPS } from './words.tsx'

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
  /** Whether a new passphrase is chosen, so that password managers do not fill in an old one. */
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
        input={{
          ...PRIVATE_PROPS,
          ...(fresh && { autoComplete: 'new-password' }),
          ...(fieldRef && { ref: fieldRef }),
          className: 'notranslate',
        }}
        type="password"
        value={value}
        disabled={disabled}
        onChange={(_, { value: typed }) => onChange(typed)}
      />
    </Field>
  )
}
