/** @jsxImportSource preact */
import type { JSX } from 'preact'
import type { Words } from '#dialogs/speak.ts'

/** What leaving does and does not do, and all that this page ever puts on paper. */
export function Footer({ words }: { words: Words }): JSX.Element {
  return (
    <footer class="column">
      <p class="quiet" id="exit-truth">
        {words.say('page.exit_truth', { exit: words.say('page.exit') })}
      </p>
      <p class="printed">{words.say('page.not_printed')}</p>
    </footer>
  )
}
