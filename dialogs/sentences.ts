import type { Code } from '../src/errors.ts'
import type { Words } from './words.ts'

/** One calm sentence for every refusal: what happened, that the text is still there, what to do now. */
export function refusal(code: Code | 'UNEXPECTED', words: Words): string {
  const key = `refusal.${code}`
  return words.say(words.has(key) ? key : 'refusal.UNEXPECTED')
}

/** The same on the page, where there is no card to go back to and the keys are looked at in her own browser. */
export function refusalOnPage(code: Code | 'UNEXPECTED', words: Words): string {
  const key = `refusal.${code}_page`
  return words.has(key) ? words.say(key) : refusal(code, words)
}

/** Leaving, in one sentence that tells nothing over a shoulder. */
export function goodbye(words: Words): string {
  return words.say('goodbye')
}

/** Sentences one behind the other: Chinese puts nothing between them. */
export function inARow(sentences: readonly string[], { lang }: Pick<Words, 'lang'>): string {
  return sentences.join(lang === 'zh' ? '' : ' ')
}
