import type { LetterText } from './letter-text.ts'
import type { Direction, Kind } from './message.ts'

/** Why nothing proves the first letter of a case: then it admits nobody. */
export const FIRST_FAULTS = [
  /** Not there, or this reader cannot open it. */
  'first_missing',
  /** There twice, not proven, or another one than later letters name. */
  'first_doubtful',
] as const
export type FirstFault = (typeof FIRST_FAULTS)[number]

/** A letter as one reader met it, and what stands in its seal; `null` where this reader cannot open it. */
export interface CaseLetter {
  readonly id: string
  readonly dir: Direction
  readonly seq: number
  readonly kind: Kind
  /** SHA-256 of its data packet. */
  readonly hash: string
  readonly letter: LetterText | null
  /** Fingerprint of its writer, who signed it for this case. */
  readonly signedBy: string | null
  /** Nothing is to be said against it: proven as its kind and channel ask, and in its place. */
  readonly isSound: boolean
  /** Of an opened name: the hash that the first letter commits to. */
  readonly nameHash?: string | null
}

/** The opened first letter of a case, on which it rests who may read. */
export function firstLetterOf<Letter extends CaseLetter>(
  letters: readonly Letter[],
): (Letter & { readonly letter: LetterText }) | FirstFault {
  const [first, ...others] = letters.filter(({ dir, seq }) => dir === 'r>o' && seq === 1)
  if (others.length > 0) return 'first_doubtful'
  if (first === undefined || first.kind !== 'concern' || !isOpened(first)) return 'first_missing'
  return first.isSound && !isContradicted(letters) ? first : 'first_doubtful'
}

export function isOpened<Letter extends CaseLetter>(
  one: Letter,
): one is Letter & { readonly letter: LetterText } {
  return one.letter !== null
}

/**
 * Whether a signed letter leads to another first letter, or to one after it that is not served. On the card channel the
 * first letters are not signed: nothing but what names them proves them.
 */
function isContradicted(letters: readonly CaseLetter[]): boolean {
  const own = letters.filter(({ dir }) => dir === 'r>o')
  return provenLetters(letters).some((one) =>
    lettersNamedBy(one).some(({ seq, hash }) => {
      if (own.some((served) => served.seq === seq && served.hash === hash)) return false
      return seq === 1 || !own.some((served) => served.signedBy !== null && served.seq <= seq)
    }),
  )
}

/** Signed letters, and those of the person that they name, and so on. */
function provenLetters(letters: readonly CaseLetter[]): readonly CaseLetter[] {
  const proven = new Set(letters.filter(({ signedBy }) => signedBy !== null))
  for (const one of proven) {
    const hashes = lettersNamedBy(one).map(({ hash }) => hash)
    // What is added to a set while it is walked through is walked through, too.
    for (const named of letters) if (hashes.includes(named.hash)) proven.add(named)
  }
  return [...proven]
}

/** Letters of the person that a letter names: the one before it, and the last that its writer was given. */
export function lettersNamedBy({ letter }: CaseLetter): readonly { seq: number; hash: string }[] {
  if (letter === null) return []
  const before = letter.dir === 'r>o' && letter.prev !== null
  const seen = letter.v === 2 ? letter.seen['r>o'] : null
  return [
    ...(before ? [{ seq: letter.seq - 1, hash: letter.prev ?? '' }] : []),
    ...(seen === null ? [] : [seen]),
  ]
}
