/** @jsxImportSource preact */
import type { JSX } from 'preact'
import { PRIVATE } from '#browser/private-text.ts'
import type { ShownText } from '#dialogs/dialog.ts'

/** Sets attributes, not DOM properties: some properties of these names take the string `'no'` as true. */
export function keepPrivate(element: Element | null): void {
  if (element === null) return
  for (const [name, value] of Object.entries(PRIVATE)) element.setAttribute(name, value)
}

/**
 * Text of a reporter or officer. The only component that reveals `Confidential`: text nodes alone, so markup and links
 * stay inert; isolated in its own direction.
 */
export function PrivateWords({ of }: { of: ShownText }): JSX.Element {
  return (
    <div class="words notranslate" dir="auto" ref={keepPrivate}>
      {readable(of)}
    </div>
  )
}

interface Field {
  readonly id: string
  readonly value: string
  readonly lines: 'one' | 'many'
  readonly required: boolean
  readonly invalid: boolean
  readonly describedBy: string | null
  readonly onInput: (typed: string) => void
  readonly onEnter: () => void
}

/** Text input with the stored draft. Enter in a field of one line presses the primary button. */
export function WordsField(field: Field): JSX.Element {
  const { id, value, lines, required, invalid, describedBy, onInput, onEnter } = field
  const shared = {
    id,
    value,
    class: 'field notranslate',
    dir: 'auto',
    'aria-required': required,
    'aria-invalid': invalid,
    ...(describedBy === null ? {} : { 'aria-describedby': describedBy }),
  } as const
  if (lines === 'many') {
    return (
      <textarea
        {...shared}
        ref={keepPrivate}
        rows={8}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    )
  }
  return (
    <input
      {...shared}
      ref={keepPrivate}
      type="text"
      onInput={({ currentTarget }) => onInput(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        onEnter()
      }}
    />
  )
}

function readable(of: ShownText): string {
  return typeof of === 'string' ? of : of.reveal()
}
