import type { HistoryMessage } from './history-message.ts'

/**
 * Whether the name with which a case began is another one than its first letter commits to. A name that is given later
 * is signed with the key of the case, and nothing commits to it before.
 */
export function isNameReplaced(
  { dir, seq, kind, nameHash, signedBy }: HistoryMessage,
  messages: readonly HistoryMessage[],
): boolean {
  if (dir !== 'r>o' || kind !== 'identity' || seq !== 2) return false
  const first = messages.find((one) => one.dir === 'r>o' && one.seq === 1)?.letter
  if (first?.v !== 2) return false
  const name = first.first?.name ?? null
  return name === null ? signedBy === null : nameHash !== name
}
