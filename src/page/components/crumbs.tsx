/** @jsxImportSource preact */
import type { JSX } from 'preact'
import type { Button, Dialog } from '#dialogs/dialog.ts'
import type { Words } from '#dialogs/speak.ts'

/** Breadcrumbs of the answers, with a button to change the last one. */
export function Crumbs({
  dialog: { crumbs, buttons },
  words,
  busy,
  onPress,
}: {
  dialog: Dialog
  words: Words
  busy: boolean
  onPress: (button: Button) => void
}): JSX.Element | null {
  if (crumbs === null) return null
  const back = buttons.find(({ verb }) => verb === 'back')
  return (
    <section class="crumbs" aria-label={words.say('page.answered')}>
      <p>{crumbs}</p>
      {back !== undefined && (
        <button type="button" class="quiet" aria-disabled={busy} onClick={() => onPress(back)}>
          {words.say('page.change')}
        </button>
      )}
    </section>
  )
}
