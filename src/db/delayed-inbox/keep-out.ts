import type { SealedLetter } from '#domain/case/envelope.ts'
import type { ExcludedOfficer } from '#ports.ts'
import { keepOutOf } from '../cases/withdraw.ts'
import type { Transaction } from '../database.ts'
import { lockDelayedCase } from './lock-case.ts'
import { rewrite, type WaitingRow } from './rows.ts'

/** Excludes officers at once: deletes their key packets in the released case and in pending rows, giving no reason. */
export async function keepOutInDelayedInbox(
  tx: Transaction,
  lookup: Uint8Array,
  out: readonly ExcludedOfficer[],
): Promise<number | 'nobody_left'> {
  const { delayedCase, waiting, released } = await lockDelayedCase(tx, lookup)
  const staying = delayedCase.readers.filter((reader) => !isOut(out, reader))
  const left = released ? await keepOutOf(tx, lookup, out) : staying.length
  if (left === 'nobody_left' || left === 0) return 'nobody_left'
  for (const act of waiting) {
    const after = without(act, out)
    if (isLess(after, act)) await rewrite(tx, lookup, after)
  }
  return left
}

function without(act: WaitingRow, out: readonly ExcludedOfficer[]): WaitingRow {
  const { filing } = act
  return {
    ...act,
    letters: act.letters.map((letter) => letterWithout(letter, out)),
    filing: filing && {
      ...filing,
      readers: filing.readers.filter((reader) => !isOut(out, reader)),
      exclusions: [...filing.exclusions, ...out.map(({ tag }) => tag)].filter(isFirst),
    },
  }
}

/** Skips unchanged rows: repeated requests would fill the disk. */
function isLess(after: WaitingRow, before: WaitingRow): boolean {
  const sizes = ({ filing, letters }: WaitingRow) =>
    [filing?.readers, filing?.exclusions, ...letters.map(({ keys }) => keys)].map(
      (one) => one?.length,
    )
  const now = sizes(after)
  return sizes(before).some((size, at) => size !== now[at])
}

/** A reporter cannot choose among recovery holders, so their packets go with the first exclusion (0007). */
function letterWithout(letter: SealedLetter, out: readonly ExcludedOfficer[]): SealedLetter {
  const keys = letter.keys.filter(
    ({ role, reader }) => role !== 'recovery' && !(role === 'officer' && isOut(out, reader)),
  )
  return { ...letter, keys }
}

function isOut(out: readonly ExcludedOfficer[], reader: string): boolean {
  return out.some(({ officer }) => officer === reader)
}

function isFirst(tag: Uint8Array, at: number, tags: readonly Uint8Array[]): boolean {
  return tags.findIndex((other) => Buffer.from(other).equals(tag)) === at
}
