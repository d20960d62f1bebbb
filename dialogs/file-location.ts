import type { Words } from './speak.ts'

/**
 * Location of a finding in a file, as the metadata library reports it: text key `at`, values of the text, and the
 * location it is part of.
 */
interface LocationValues {
  readonly at: string
  readonly within?: LocationValues
  readonly n?: number
  readonly name?: string
  readonly cell?: string
  readonly words?: string
}

export function locationInWords(words: Words, { at, within, ...values }: LocationValues): string {
  if (within === undefined) return words.say(`files.place.${at}`, values)
  return words.say(`files.place.${at}_within`, { around: locationInWords(words, within) })
}
