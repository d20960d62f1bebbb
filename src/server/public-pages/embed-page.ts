import type { Facts } from '#dialogs/facts.ts'
import { languageLinks } from './language-links.ts'
import { addressToType, type PosterFacts, posterDocument } from './poster-page.ts'
import { qrAlone } from './qr-svg.ts'
import { asText } from './static-page.ts'

/** Page for those who run an intranet: HTML to copy, and how it looks. */
export function embedPage(shown: PosterFacts, facts: Facts): string {
  const { words } = facts
  const say = (key: string) => asText(words.say(key))
  const snippet = embedded(shown, facts)
  const body = [
    languageLinks('/embed', facts, words.lang, { bar: true }),
    '<div class="sheet">',
    `<p class="sign" aria-hidden="true">( )</p><h1>${say('embed.title')}</h1>`,
    `<p>${say('embed.how')}</p><p>${say('embed.click')}</p>`,
    `<label for="html">${say('embed.copy')}</label>`,
    `<textarea id="html" readonly dir="ltr" spellcheck="false" autocomplete="off">${asText(snippet)}</textarea>`,
    `<hr>${snippet}</div>`,
  ]
  return posterDocument(facts, body.join(''))
}

/**
 * HTML snippet to embed: a link, the address as text and the QR code. It loads nothing from this server, so viewing it
 * leaves no trace, and the link sends no referrer.
 */
export function embedded({ publicUrl }: Pick<PosterFacts, 'publicUrl'>, { words }: Facts): string {
  const address = `${publicUrl}/`
  const text = asText(words.say('embed.own', { address: addressToType(publicUrl) }))
  return [
    `<div lang="${words.lang}" dir="${words.rtl ? 'rtl' : 'ltr'}">`,
    `<p><a href="${asText(address)}" rel="noreferrer noopener" referrerpolicy="no-referrer">${asText(words.say('embed.link'))}</a></p>`,
    `<p>${text}</p>`,
    qrAlone(address, words.say('other_door.picture')),
    '</div>',
  ].join('\n')
}
