import { follow, isNode, TREE } from '#dialogs/taxonomy.ts'
import { type Words, wordsFor } from '#dialogs/words.ts'
import type { Day } from '#domain/case/day.ts'

/** The organisation's own words for what people tapped: the same that the person read. */
export const deskWords: Words = wordsFor('en')

/** A code nobody has words for yet is shown as it is, readable: newer servers may know more than this page. */
function labelOf(key: string, code: string): string {
  return deskWords.has(key) ? deskWords.say(key) : code.replaceAll('_', ' ')
}

export const leafWords = (leaf: string): string => labelOf(`leaf.${leaf}.label`, leaf)
export const officeWords = (office: string): string => labelOf(`office.${office}`, office)
export function reasonWords(reason: string): string {
  const of = ['closing', 'question_reason', 'identity_reason']
  const key = of.map((each) => `${each}.${reason}`).find((each) => deskWords.has(each))
  return labelOf(key ?? '', reason)
}
export const flagWords = (flag: string): string => labelOf(`flag.${flag}`, flag)
export const identityWords = (level: string): string => labelOf(`identity.${level}`, level)
export const dateWords = (day: string): string => deskWords.date(day as Day)

/** A language by its English name: officers answer in the one the person chose. */
export const languageWords = (lang: string): string => LANGUAGE_NAMES.of(lang) ?? lang
const LANGUAGE_NAMES = new Intl.DisplayNames('en-GB', { type: 'language' })

/** "20 November", for places where the weekday would be noise. */
export function shortDate(day: string): string {
  return SHORT.format(new Date(`${day}T00:00:00Z`))
}
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** What the person tapped on the way here, oldest first, ending in the leaf. */
export function routeWords(taps: readonly string[], leaf: string): string[] {
  const steps: string[] = []
  for (const [at, tap] of taps.entries()) {
    const from = follow(taps.slice(0, at))
    if (tap === 'unsure') steps.push(labelOf('button.unsure', tap))
    else if (from !== null && isNode(from) && Object.hasOwn(TREE[from], tap)) {
      steps.push(labelOf(`tree.${from}.${tap}`, tap))
    } else steps.push(tap)
  }
  // The last tap often has the very words of the leaf.
  return steps.at(-1) === leafWords(leaf) ? steps : [...steps, leafWords(leaf)]
}
