import type { CaseLetter } from './first-letter.ts'
import type { LetterText } from './letter-text.ts'
import type { Direction } from './message.ts'
import type { LetterTextV2 } from './message-v2.ts'

/** A message, and the day of its row. */
export interface HistoryMessage extends CaseLetter {
  readonly on: string
}

/** A message that opened. */
export type OpenedMessageOf<Letter extends LetterText> = HistoryMessage & {
  readonly letter: Letter
}

export function isOfV2(message: HistoryMessage): message is OpenedMessageOf<LetterTextV2> {
  return message.letter?.v === 2
}

export function seenOf({ seen }: LetterTextV2) {
  const heads = Object.entries(seen) as [Direction, LetterTextV2['seen']['r>o'] | undefined][]
  return heads.flatMap(([dir, one]) => (one ? [[dir, one] as const] : []))
}

/** Whether a message names another one: the one before it, or the last of a direction that its writer was given. */
export function isNaming({ letter }: HistoryMessage, hash: string): boolean {
  if (letter === null) return false
  return (
    letter.prev === hash || (letter.v === 2 && seenOf(letter).some(([, one]) => one.hash === hash))
  )
}
