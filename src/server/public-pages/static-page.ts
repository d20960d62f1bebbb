import type { Words } from '#dialogs/words.ts'

/** A page that the server writes itself: no script, no cookie, nothing from elsewhere. */
export interface StaticPage {
  readonly lang: string
  readonly rtl: boolean
  readonly title: string
  /** The sentence that every page of a demo begins with; `null` outside the demo. */
  readonly banner: string | null
  /** Markup of ours; what is not ours was escaped before. */
  readonly body: string
}

export function staticPage({ lang, rtl, title, banner, body }: StaticPage): string {
  const demo = banner === null ? '' : `<header class="demo">${asText(banner)}</header>`
  const direction = rtl ? ' dir="rtl"' : ''
  return `<!doctype html><html lang="${lang}"${direction}><head><meta charset="utf-8"><title>${asText(title)}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/plain.css"></head><body>${demo}<main><p class="sign" aria-hidden="true">( )</p><h1>${asText(title)}</h1>${body}</main></body></html>`
}

/** The demo says what it is on each page, in the language of the page. */
export function banner(words: Words, demo: boolean): string | null {
  return demo ? words.say('demo.banner') : null
}

export function asText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
