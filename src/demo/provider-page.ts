import { asText } from '#server/public-pages/static-page.ts'

/** Somebody who can sign in at the demo. */
export interface DemoPerson {
  readonly subject: string
  readonly name: string
  readonly label: string
}

/** One button for each officer and custodian of the demo. No password: nothing here is worth one. */
export function choosePage(people: readonly DemoPerson[], action: string): string {
  const buttons = people.map(button).join('')
  return frame(
    'Who are you today?',
    `<p class="quiet">In a real installation your organisation’s own sign-in stands here. The demo has these officers and two custodians of names.</p><form method="post" action="${asText(action)}" class="people">${buttons}</form>`,
  )
}

function button({ subject, name, label }: DemoPerson): string {
  const office = label === name ? '' : `<small>${asText(label)}</small>`
  return `<button type="submit" name="subject" value="${asText(subject)}">${asText(name)}${office}</button>`
}

export function brokenPage(): string {
  return frame(
    'This sign-in has ended',
    '<p>It may have taken too long. Go back to the desk and sign in again.</p>',
  )
}

function frame(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/plain.css"></head><body><p class="demo">Demo: do not write anything real</p><main><p class="sign" aria-hidden="true">( )</p><h1>${title}</h1>${body}</main></body></html>`
}
