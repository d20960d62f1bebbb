import { type HistoryMessage, isNaming, isOfV2, type OpenedMessageOf } from './history-message.ts'
import type { LetterText } from './letter-text.ts'
import { leastFormatDay, type Roster } from './roster.ts'

/**
 * Version 1 where its writer knew better: an old program that is still open, or somebody with an old key; and in every
 * case from the day on that a roster names. It is believed once a colleague's letter of version 2 names it.
 */
export function isOlder(
  message: OpenedMessageOf<LetterText>,
  messages: readonly HistoryMessage[],
  rosters: readonly Pick<Roster, 'leastFormatSince'>[],
): boolean {
  if (message.letter.v === 2) return false
  const first = messages.find(({ dir, seq }) => dir === 'r>o' && seq === 1)
  if (first?.letter?.v === 2) return true
  const isAfter = messages.some(
    (one) =>
      isOfV2(one) && one.signedBy !== null && one.dir === message.dir && one.seq < message.seq,
  )
  const since = leastFormatDay(rosters)
  const isLate = since !== null && message.letter.day > since
  return (isAfter || isLate) && !isNamedByV2(message, messages)
}

function isNamedByV2(
  { hash, dir, seq }: HistoryMessage,
  messages: readonly HistoryMessage[],
): boolean {
  const naming = messages.filter(
    (one) => one.signedBy !== null && (one.dir !== dir || one.seq > seq) && isNaming(one, hash),
  )
  return naming.some((one) => isOfV2(one) || isNamedByV2(one, messages))
}
