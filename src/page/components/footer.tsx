/** @jsxImportSource preact */
import type { JSX } from 'preact'
import type { Words } from '#dialogs/speak.ts'

/** Footer: what leaving does, and the only text that the page prints. */
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
