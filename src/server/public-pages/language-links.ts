import type { Facts } from '#dialogs/facts.ts'
import { offeredLanguages } from '#dialogs/languages.ts'
import { asText } from './static-page.ts'

/**
 * Links to the same page in the other languages, each by its own name. Empty where there is only one language.
 * @param here language of this page, or `all`
 * @param more `all`: also a link to one page with all languages; `bar`: as a bar that is not printed
 */
export function languageLinks(
  path: string,
  facts: Facts,
  here: string,
  more: { readonly all?: boolean; readonly bar?: boolean } = {},
): string {
  const { words } = facts
  const some = offeredLanguages(facts)
  if (some.length < 2) return ''
  const links = some.map(({ id, name }) => link(`hreflang="${id}" lang="${id}"`, id, name))
  if (more.all) links.push(link(`lang="${words.lang}"`, 'all', words.say('poster.all')))
  const named = more.bar ? 'languages bar' : 'languages'
  return `<nav class="${named}" aria-label="${asText(words.say('privacy.languages'))}">${links.join(' ')}</nav>`

  function link(language: string, id: string, name: string): string {
    const current = id === here ? ' aria-current="true"' : ''
    return `<a href="${path}?lang=${id}" ${language}${current}><bdi>${asText(name)}</bdi></a>`
  }
}
