/** @jsxImportSource preact */
import type { JSX } from 'preact'
import { LANGUAGES } from '#dialogs/supported-languages.ts'
import type { PageContext } from '../context.ts'
import { Logo } from './logo.tsx'

/** Header of every screen: the Leave button, first in tab order, and the language. */
export function Header({
  context: { words, policy, data },
  onLeave,
  onLanguage,
}: {
  context: PageContext
  onLeave: () => void
  onLanguage: (lang: string) => void
}): JSX.Element {
  const offered = LANGUAGES.filter(({ id }) => policy.languages.includes(id))
  return (
    <header class="bar">
      <button type="button" class="exit" aria-describedby="exit-truth" onClick={onLeave}>
        {words.say('page.exit')}
      </button>
      {offered.length > 1 && (
        <select
          class="language"
          aria-label={words.say('privacy.languages')}
          value={words.lang}
          autocomplete="off"
          onChange={({ currentTarget }) => onLanguage(currentTarget.value)}
        >
          {offered.map(({ id, name }) => (
            <option key={id} value={id} lang={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <Logo />
      {data.demo && <p class="demo">{words.say('demo.banner')}</p>}
    </header>
  )
}
