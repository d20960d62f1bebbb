import type { Block } from '#dialogs/dialog.ts'
import type { Facts } from '#dialogs/facts.ts'
import { notice, terms } from '#dialogs/privacy.ts'
import { languageLinks } from './language-links.ts'
import { asText, banner, staticPage } from './static-page.ts'

/**
 * The privacy notice for everybody who follows the address in the Teams app's details, or asks for it. It leads to no
 * other page: the way to the page for people who may not be seen is never a click from here (T-118).
 */
export function privacyPage(facts: Facts): string {
  const { words, demo } = facts
  const body = [
    languageLinks('/privacy', facts, words.lang),
    ...notice(facts).map((block) => section(block, null)),
    section(terms(facts), 'terms'),
  ]
  return staticPage({
    lang: words.lang,
    rtl: words.rtl,
    title: words.say('privacy.title'),
    banner: banner(words, demo),
    body: body.join(''),
  })
}

function section(block: Block, id: string | null): string {
  if (block.kind !== 'fact') return ''
  const anchor = id === null ? '' : ` id="${id}"`
  const lines = block.text.split('\n').map((one) => `<p class="line">${asText(one)}</p>`)
  return `<h2${anchor}>${asText(block.label)}</h2>${lines.join('')}`
}
