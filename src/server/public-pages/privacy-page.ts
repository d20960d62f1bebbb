import type { Block } from '#dialogs/dialog.ts'
import type { Facts } from '#dialogs/facts.ts'
import { privacyNotice, termsOfUse } from '#dialogs/privacy.ts'
import { languageLinks } from './language-links.ts'
import { asText, banner, staticPage } from './static-page.ts'

/**
 * The privacy notice, linked in the Teams app's details. It does not link to the anonymous page, so that no click leads
 * there from an identified channel (T-118).
 */
export function privacyPage(facts: Facts): string {
  const { words, demo } = facts
  const body = [
    languageLinks('/privacy', facts, words.lang),
    ...privacyNotice(facts).map((block) => section(block, null)),
    section(termsOfUse(facts), 'terms'),
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
