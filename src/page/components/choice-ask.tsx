/** @jsxImportSource preact */
import type { JSX } from 'preact'
import type { Ask } from '#dialogs/dialog.ts'

type Choice = Extract<Ask, { kind: 'one' | 'many' }>

/** Radio group or checkboxes in a fieldset, whose legend is the question. */
export function ChoiceAsk({
  ask,
  chosen,
  wrong,
  titled,
  onChange,
}: {
  ask: Choice
  chosen: readonly string[]
  wrong: string | null
  /** Whether the legend is visually hidden, because the screen's title is the question. */
  titled: boolean
  onChange: (chosen: string | readonly string[]) => void
}): JSX.Element {
  const error = `${ask.id}-wrong`
  const pick = (value: string, picked: boolean) => {
    if (ask.kind === 'one') return onChange(value)
    const others = chosen.filter((one) => one !== value)
    onChange(picked ? [...others, value] : others)
  }
  return (
    <fieldset class="ask" {...(wrong !== null && { 'aria-describedby': error })}>
      <legend class={titled ? 'unseen' : 'label'}>{ask.label}</legend>
      {wrong !== null && (
        <p class="wrong" id={error}>
          {wrong}
        </p>
      )}
      {ask.options.map(({ value, label }, at) => (
        <label class="option" key={value}>
          <input
            id={at === 0 ? `ask-${ask.id}` : undefined}
            type={ask.kind === 'one' ? 'radio' : 'checkbox'}
            name={ask.id}
            value={value}
            checked={chosen.includes(value)}
            autocomplete="off"
            onChange={({ currentTarget }) => pick(value, currentTarget.checked)}
          />
          <span dir="auto">{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
