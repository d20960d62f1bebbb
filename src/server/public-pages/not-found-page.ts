import type { IncomingMessage } from 'node:http'
import type { Words } from '#dialogs/words.ts'
import type { ServerOptions } from '../options.ts'
import { otherContacts } from './page-document.ts'
import { addressToType } from './poster-page.ts'
import { asText, banner, staticPage } from './static-page.ts'

type PageOptions = Pick<ServerOptions, 'services' | 'publicUrl' | 'demo'>

/** Whether a browser asks for a page. Below `/api` and `/assets` only programs ask, and get a code. */
export function asksForPage({ method, url, headers }: IncomingMessage): boolean {
  const reads = method === 'GET' || method === 'HEAD'
  return (
    reads && !/^\/(api|assets)(\/|$)/.test(url ?? '') && /\btext\/html\b/.test(headers.accept ?? '')
  )
}

/** Page for an unknown address. It does not repeat the address, which may hold personal data. */
export function notFoundPage({ services, publicUrl, demo }: PageOptions, words: Words): string {
  const say = (key: string) => asText(words.say(key))
  const front = asText(addressToType(publicUrl))
  return staticPage({
    lang: words.lang,
    rtl: words.rtl,
    title: words.say('not_found.title'),
    banner: banner(words, demo),
    body: [
      `<p>${say('not_found.text')}</p>`,
      `<p><a href="/"><bdi dir="ltr">${front}</bdi></a></p>`,
      `<h2>${say('page.other_ways')}</h2><ul>${otherContacts(words, services.policy).join('')}</ul>`,
    ].join(''),
  })
}
