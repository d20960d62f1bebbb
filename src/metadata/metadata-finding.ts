import type { Stay } from './stay.ts'

/** What a file can say about whoever made it, in kinds that a person understands: each is a sentence in her language. */
const FINDINGS = [
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
  'wrapped',
  'signature',
  'behind',
  'other',
] as const
export type MetadataFinding = (typeof FINDINGS)[number]

/** Why a file is not taken: each is a sentence that says what to do instead. */
export type FileRefusal =
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
export interface CleanCopy {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Taken out of this copy; in the order of `FINDINGS`. */
  readonly found: readonly MetadataFinding[]
  /** Seen, and still in it. */
  readonly stays: readonly Stay[]
}

/** Thrown by whatever reads a file: a code, never a word of what stood there. */
export class FileRefused extends Error {
  readonly why: FileRefusal

  constructor(why: FileRefusal) {
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
export function inOrder(findings: Iterable<MetadataFinding>): readonly MetadataFinding[] {
  const all = new Set(findings)
  return FINDINGS.filter((finding) => all.has(finding))
}
