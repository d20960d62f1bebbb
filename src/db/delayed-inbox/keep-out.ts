import type { ExcludedOfficer } from '#ports.ts'
import { keepOutOf } from '../cases/withdraw.ts'
import type { Transaction } from '../database.ts'
import type { UnreleasedFrom } from './find-case.ts'
import { lockDelayedCase } from './lock-case.ts'
import { rewrite, wholeAct } from './rows.ts'
import type { SealedWith, WaitingAct } from './waiting-act.ts'

/** Excludes officers at once: deletes their key packets in the released case and in pending rows, giving no reason. */
export async function keepOutInDelayedInbox(
  tx: Transaction,
  unreleasedFrom: UnreleasedFrom,
  lookup: Uint8Array,
  out: readonly ExcludedOfficer[],
): Promise<number | 'nobody_left'> {
  const { delayedCase, waiting, released } = await lockDelayedCase(tx, unreleasedFrom, lookup)
  const staying = delayedCase.readers.filter((reader) => !isOut(out, reader))
  const left = released ? await keepOutOf(tx, lookup, out) : staying.length
  if (left === 'nobody_left' || left === 0) return 'nobody_left'
  for (const act of waiting) {
    if (!isLess(without(act, out), act)) continue
    const { row } = act
    await rewrite(tx, lookup, { row, ...without(await wholeAct(tx, row), out) })
  }
  return left
}

function without<Data>(act: WaitingAct<Data>, out: readonly ExcludedOfficer[]): WaitingAct<Data> {
  const { filing } = act
  return {
    ...act,
    letters: act.letters.map((letter) => letterWithout(letter, out)),
    filing: filing && {
      ...filing,
      readers: filing.readers.filter((reader) => !isOut(out, reader)),
      ...(filing.label && {
        label: {
          ...filing.label,
          keys: filing.label.keys.filter(({ reader }) => !isOut(out, reader)),
        },
      }),
      exclusions: [...filing.exclusions, ...out.map(({ tag }) => tag)].filter(isFirst),
    },
  }
}

/** Skips unchanged rows: repeated requests would fill the disk. */
function isLess(after: WaitingAct<unknown>, before: WaitingAct<unknown>): boolean {
  const sizes = ({ filing, letters }: WaitingAct<unknown>) =>
    [filing?.readers, filing?.exclusions, ...letters.map(({ keys }) => keys)].map(
      (one) => one?.length,
    )
  const now = sizes(after)
  return sizes(before).some((size, at) => size !== now[at])
}

/** A reporter cannot choose among recovery holders, so their packets go with the first exclusion (0007). */
function letterWithout<Data>(
  letter: SealedWith<Data>,
  out: readonly ExcludedOfficer[],
): SealedWith<Data> {
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
