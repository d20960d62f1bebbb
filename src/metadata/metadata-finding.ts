/** What a file can say about whoever made it, in kinds that a person understands: each is a sentence in her language. */
const TRACES = [
  'position',
  'taken',
  'author',
  'camera',
  'serial',
  'software',
  'words',
  'unseen',
  'hidden',
  'preview',
  'changes',
  'comments',
  'earlier',
  'embedded',
  'scripts',
  'links',
  'signature',
  'behind',
  'encoding',
  'other',
] as const
export type Trace = (typeof TRACES)[number]

/** What is still in a file, and where: the name of a part, a page, a line. Never empty: "something" helps nobody. */
export interface Stay {
  readonly kind: Trace
  readonly place: string
}

/** Why a file is not taken: each is a sentence that says what to do instead. */
export type Refused =
  | 'empty'
  | 'large'
  | 'many'
  | 'mismatch'
  | 'heic'
  | 'picture'
  | 'film'
  | 'sound'
  | 'old_office'
  | 'macros'
  | 'svg'
  | 'page'
  | 'mail'
  | 'archive'
  | 'program'
  | 'locked'
  | 'broken'
  | 'unknown'
  | 'gone'

/** A copy without what could be taken out, and what was in it. */
export interface Stripped {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Taken out of this copy; in the order of `TRACES`. */
  readonly found: readonly Trace[]
  /** Seen, and still in it. */
  readonly stays: readonly Stay[]
}

/** Thrown by whatever reads a file: a code, never a word of what stood there. */
export class FileRefused extends Error {
  readonly why: Refused

  constructor(why: Refused) {
    super(why)
    this.name = 'FileRefused'
    this.why = why
  }
}

/** What cleans this kind did not load: chosen once more, it is tried once more. */
export function away(): never {
  throw new FileRefused('gone')
}

/** Each once, the gravest first. */
export function inOrder(found: Iterable<Trace>): readonly Trace[] {
  const all = new Set(found)
  return TRACES.filter((trace) => all.has(trace))
}

/** Each kind and place once, the gravest first. */
export function staysInOrder(stays: Iterable<Stay>): readonly Stay[] {
  const all = new Map([...stays].map((stay) => [`${stay.kind} ${stay.place}`, stay]))
  return TRACES.flatMap((trace) => [...all.values()].filter(({ kind }) => kind === trace))
}
