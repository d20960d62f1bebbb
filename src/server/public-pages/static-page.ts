import type { Words } from '#dialogs/words.ts'

/** An HTML page without script: it sets no cookie and loads nothing from elsewhere. */
export interface StaticPage {
  readonly lang: string
  readonly rtl: boolean
  readonly title: string
  /** Banner of the demo; `null` outside the demo. */
  readonly banner: string | null
  /** HTML; values from elsewhere are escaped already. */
  readonly body: string
}

export function staticPage({ lang, rtl, title, banner, body }: StaticPage): string {
  const demo = banner === null ? '' : `<header class="demo">${asText(banner)}</header>`
  const direction = rtl ? ' dir="rtl"' : ''
  return `<!doctype html><html lang="${lang}"${direction}><head><meta charset="utf-8"><title>${asText(title)}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/plain.css"></head><body>${demo}<main><p class="sign" aria-hidden="true">( )</p><h1>${asText(title)}</h1>${body}</main></body></html>`
}

/** Banner of the demo in the language of the page; `null` outside the demo. */
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
