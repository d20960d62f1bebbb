import type { Code } from '../src/errors.ts'
import type { Words } from './words.ts'

/** One calm sentence for every refusal: what happened, that the text is still there, what to do now. */
export function refusal(code: Code | 'UNEXPECTED', words: Words): string {
  const key = `refusal.${code}`
  return words.say(words.has(key) ? key : 'refusal.UNEXPECTED')
}

/** Leaving, in one sentence that tells nothing over a shoulder. */
export function goodbye(words: Words): string {
  return words.say('goodbye')
}
