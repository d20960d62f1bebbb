import type { Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen } from './screen.ts'
import { isolate } from './speak.ts'
import { LANGUAGES, languageOf } from './supported-languages.ts'

/** Offered languages with their own names. */
export function offeredLanguages({
  policy,
}: Facts): readonly { readonly id: string; readonly name: string }[] {
  return LANGUAGES.filter(({ id }) => policy.languages.includes(id))
}

/**
 * Button to change the language, labelled in all offered languages; none where only one is offered.
 */
export function languagesButton(facts: Facts): readonly Button[] {
  if (offeredLanguages(facts).length < 2) return []
  return [
    { verb: 'languages', label: languageInAll(facts), hint: null, look: 'quiet', value: null },
  ]
}

/** Screen with the languages, each in its own script. A choice returns to the previous screen. */
export function languages(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'languages',
      title: languageInAll(facts),
      body: [],
      buttons: [
        ...offeredLanguages(facts).map(
          ({ id, name }): Button => ({
            verb: 'language',
            label: name,
            hint: null,
            look: 'choice',
            value: id,
          }),
        ),
        button(words, 'language', 'button.back', { value: words.lang }),
      ],
    },
    facts,
  )
}

/** The word for "language" in all offered languages, the current one first. */
function languageInAll(facts: Facts): string {
  const { words } = facts
  const others = offeredLanguages(facts).filter(({ id }) => id !== words.lang)
  return [words.lang, ...others.map(({ id }) => id)]
    .map((id) => isolate(languageOf(id).word, words.rtl))
    .join(' · ')
}
