import { Field, Textarea } from '@fluentui/react-components'
import type { ReactElement, RefObject } from 'react'
import { PRIVATE_PROPS } from './words.tsx'

/** Text area for what an officer writes in a sealed letter: no spelling service, no autocomplete. */
export function ConfidentialField({
  label,
  placeholder,
  value,
  missing,
  disabled,
  fieldRef,
  onChange,
}: {
  label: string
  placeholder: string
  value: string
  missing: string | null
  disabled: boolean
  fieldRef: RefObject<HTMLTextAreaElement | null>
  onChange: (value: string) => void
}): ReactElement {
  return (
    <Field
      label={label}
      {...(missing !== null && { validationMessage: missing, validationState: 'error' })}
    >
      <Textarea
        className="notranslate"
        textarea={{
          ...PRIVATE_PROPS,
          ref: fieldRef,
          dir: 'auto',
          className: 'writing notranslate',
        }}
        resize="vertical"
        value={value}
        placeholder={placeholder}
        disabled={disabled}
        onChange={(_, { value: typed }) => onChange(typed)}
      />
    </Field>
  )
}
