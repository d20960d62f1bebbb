import { dialled, nameOf } from '#dialogs/screen.ts'
import type { Words } from '#dialogs/words.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { plainPolicy } from '#domain/concern/plain-policy.ts'
import type { Contact, Policy } from '#domain/concern/policy.ts'
import type { PageData } from '#wire/page-data.ts'
import type { ServerOptions } from '../options.ts'
import type { PageAssets } from './page-assets.ts'
import { asText, banner } from './static-page.ts'

type PageOptions = Pick<ServerOptions, 'services' | 'trust' | 'publicUrl' | 'demo'>

/**
 * HTML document of the anonymous page. Its title, which appears in taskbars, histories and printouts, is `( )` and
 * names nothing. Without script it says that nothing can be sent, and lists whom to call.
 */
export function pageDocument(options: PageOptions, assets: PageAssets, words: Words): string {
  const { services, demo } = options
  const demoLine = banner(words, demo)
  const exit = asText(services.policy.exitTo ?? 'about:blank')
  const body = [
    `<header class="bar"><a class="exit" href="${exit}" rel="noreferrer">${asText(words.say('page.exit'))}</a>`,
    demoLine === null ? '' : `<p class="demo">${asText(demoLine)}</p>`,
    `</header><main class="column without" id="page">${withoutScript(words, services.policy)}</main>`,
  ]
  return `<!doctype html><html lang="${words.lang}" dir="${words.rtl ? 'rtl' : 'ltr'}" translate="no"><head>${head(assets, words.lang)}</head><body>${body.join('')}${data('data', dataOf(options, words))}${data('later', assets.later)}</body></html>`
}

function head({ script, styles, preloads, locales, icon }: PageAssets, lang: string): string {
  const words = locales[lang]
  return [
    '<meta charset="utf-8"><title>( )</title>',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="google" content="notranslate"><meta name="format-detection" content="telephone=no">',
    icon === null ? '' : `<link rel="icon" href="${icon}" type="image/svg+xml">`,
    ...styles.map((href) => `<link rel="stylesheet" href="${href}">`),
    ...[...preloads, ...(words === undefined ? [] : [words])].map(
      (href) => `<link rel="modulepreload" href="${href}">`,
    ),
    `<script type="module" src="${script}"></script>`,
  ].join('')
}

/** Body until the script runs; it stays where scripts do not run. */
function withoutScript(words: Words, policy: Policy): string {
  const say = (key: string) => asText(words.say(key))
  return [
    `<noscript><h1>${say('page.no_script_title')}</h1><p>${say('page.no_script')}</p></noscript>`,
    `<p class="loading quiet">${say('page.loading')}</p>`,
    `<div class="cannot" role="alert"><h1>${say('page.no_script_title')}</h1><p class="text warning">${say('page.cannot_lock')}</p></div>`,
    `<div class="late"><p class="old">${say('page.old')}</p><h2>${say('page.other_ways')}</h2>`,
    `<ul class="ways">${otherContacts(words, policy).join('')}</ul></div>`,
  ].join('')
}

/** Contacts as list items, the emergency number first. */
export function otherContacts(words: Words, { contacts, offices }: Policy): readonly string[] {
  const all: readonly Contact[] = [
    contacts.emergency,
    ...OFFICES.map((office) => offices[office].contact),
    ...contacts.outside,
  ]
  return all.map((contact) => {
    const name = asText(nameOf(contact, words))
    const call = dialled(contact.number)
    return `<li><a href="tel:${call}"><span>${name}</span> <bdi dir="ltr">${asText(contact.number)}</bdi></a></li>`
  })
}

function dataOf({ services, trust, publicUrl, demo }: PageOptions, { lang }: Words): PageData {
  return {
    policy: plainPolicy(services.policy),
    policyHash: services.policyHash,
    ...trust,
    publicUrl,
    demo,
    now: services.clock.now().toISOString(),
    lang,
  }
}

/** JSON in a script element that is not executed; `<` is escaped, so nothing ends the element. */
function data(id: string, value: PageData | readonly string[]): string {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c')
  return `<script type="application/json" id="${id}">${json}</script>`
}
