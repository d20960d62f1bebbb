import { follow, isNode, TREE } from '#dialogs/taxonomy.ts'
import { type Words, wordsFor } from '#dialogs/words.ts'
import type { Day } from '#domain/case/day.ts'

/** Labels of the taxonomy from the policy, as the reporter read them. */
export const deskWords: Words = wordsFor('en')

/** Text of a code; an unknown code is shown readable, because a newer server may know more codes. */
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

/** English name of the reporter's language. Whoever filed it chose the letters: they need not be a language tag. */
export function languageWords(lang: string): string {
  try {
    return LANGUAGE_NAMES.of(lang) ?? lang
  } catch {
    return 'unknown language'
  }
}
const LANGUAGE_NAMES = new Intl.DisplayNames('en-GB', { type: 'language' })

/** Date without weekday: "20 November". */
export function shortDate(day: string): string {
  return SHORT.format(new Date(`${day}T00:00:00Z`))
}
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** Labels from the root of the taxonomy to the leaf. */
export function routeWords(taps: readonly string[], leaf: string): string[] {
  const steps: string[] = []
  for (const [at, tap] of taps.entries()) {
    const from = follow(taps.slice(0, at))
    if (tap === 'unsure') steps.push(labelOf('button.unsure', tap))
    else if (from !== null && isNode(from) && Object.hasOwn(TREE[from], tap)) {
      steps.push(labelOf(`tree.${from}.${tap}`, tap))
    } else steps.push(tap)
  }
  // The last option often has the label of the leaf.
  return steps.at(-1) === leafWords(leaf) ? steps : [...steps, leafWords(leaf)]
}
