import type { Words } from '#dialogs/words.ts'
import { asText, banner, staticPage } from './static-page.ts'

/**
 * Page of the officers' tab inside Teams: a link that opens the desk in a window of its own, and nothing that
 * clickjacking could use. Why the desk itself is not framed: `docs/decisions/011-the-desk-is-not-framed-in-teams.md`.
 * @param desk absolute address, because Teams opens it elsewhere
 */
export function tabPage(words: Words, desk: string, demo: boolean): string {
  const say = (key: string) => asText(words.say(key))
  return staticPage({
    lang: words.lang,
    rtl: words.rtl,
    title: words.say('tab.title'),
    banner: banner(words, demo),
    body: [
      `<p>${say('tab.why')}</p>`,
      `<p><a class="primary" href="${asText(desk)}" target="_blank" rel="noopener">${say('tab.open')}</a></p>`,
      `<p class="quiet">${say('tab.others')}</p>`,
    ].join(''),
  })
}
