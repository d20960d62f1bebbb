/** @jsxImportSource preact */
import type { JSX } from 'preact'
import type { Button } from '#dialogs/dialog.ts'

interface ButtonsProps {
  readonly busy: boolean
  readonly onPress: (button: Button) => void
}

/** Options as buttons of full width. */
export function Choices({
  buttons,
  busy,
  onPress,
}: { buttons: readonly Button[] } & ButtonsProps): JSX.Element | null {
  if (buttons.length === 0) return null
  return (
    <div class="choices">
      {buttons.map((button, at) => (
        <button
          key={at}
          type="button"
          class={`choice ${button.look}`}
          aria-disabled={busy}
          onClick={() => onPress(button)}
        >
          <span class="name">{button.label}</span>
          {button.hint !== null && <span class="hint">{button.hint}</span>}
        </button>
      ))}
    </div>
  )
}

/** Primary button, and secondary ones. */
export function Actions({
  buttons,
  busy,
  onPress,
}: { buttons: readonly Button[] } & ButtonsProps): JSX.Element {
  const large = buttons.filter(({ look }) => look === 'primary')
  const quiet = buttons.filter(({ look }) => look === 'quiet')
  return (
    <div class="actions">
      {large.map((button, at) => (
        <Action key={at} button={button} busy={busy} onPress={onPress} />
      ))}
      {quiet.length > 0 && (
        <div class="quietly">
          {quiet.map((button, at) => (
            <Action key={at} button={button} busy={busy} onPress={onPress} />
          ))}
        </div>
      )}
    </div>
  )
}

function Action({ button, busy, onPress }: { button: Button } & ButtonsProps): JSX.Element {
  const hint = button.hint === null ? null : <span class="hint">{button.hint}</span>
  const look = hint === null ? button.look : `${button.look} hinted`
  return (
    <button type="button" class={look} aria-disabled={busy} onClick={() => onPress(button)}>
      {button.label}
      {hint}
    </button>
  )
}
