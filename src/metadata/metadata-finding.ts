import type { Stay } from './stay.ts'

/** Kinds of metadata in a file, the gravest first. Each has a text in the locales. */
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

/** Reasons why a file is refused. Each has a text in the locales that says what to do instead. */
export type FileRefusal =
  | 'empty'
  | 'large'
  /** Small, but more than the memory of a phone has room for. */
  | 'much'
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

/** A cleaned copy, and what was found in the file. */
export interface CleanCopy {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** What was removed from the copy, in the order of `FINDINGS`. */
  readonly findings: readonly MetadataFinding[]
  /** What was found and is still in the copy. */
  readonly stays: readonly Stay[]
}

/** Thrown by every reader of files. Carries a code and never content of the file. */
export class FileRefused extends Error {
  readonly why: FileRefusal

  constructor(why: FileRefusal) {
    super(why)
    this.name = 'FileRefused'
    this.why = why
  }
}

/** Throws because the code that cleans this kind did not load; choosing the file again tries again. */
export function away(): never {
  throw new FileRefused('gone')
}

/** Each finding once, the gravest first. */
export function inOrder(findings: Iterable<MetadataFinding>): readonly MetadataFinding[] {
  const all = new Set(findings)
  return FINDINGS.filter((finding) => all.has(finding))
}
