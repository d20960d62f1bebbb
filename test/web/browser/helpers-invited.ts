import type { Page } from 'playwright-core'
import { PRIVATE } from '../../../src/web/browser/private-text.ts'

/** Where something is typed, and where what a person wrote is shown. */
const PRIVATE_PLACES =
  '.words, textarea, [contenteditable], input:not([type=radio], [type=checkbox], [type=file])'

/** What of a screen a spelling service, translation, writing helper or password manager is let at. */
export function helpersInvited(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ places, wanted }) => {
      const fields = [...document.querySelectorAll(places)].flatMap((one) => {
        const lacking = Object.entries(wanted).filter(([name, value]) => {
          const given = one.getAttribute(name)
          return given !== value && !(name === 'autocomplete' && given === 'new-password')
        })
        const names = lacking.map(([name]) => name)
        if (!one.classList.contains('notranslate')) names.push('notranslate')
        return names.length === 0
          ? []
          : [`${one.outerHTML.slice(0, 160)} lacks ${names.join(', ')}`]
      })
      const root = document.documentElement
      return root.translate ? [...fields, 'the page may be translated'] : fields
    },
    { places: PRIVATE_PLACES, wanted: PRIVATE },
  )
}
