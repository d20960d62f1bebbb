import type { FunctionComponent } from 'preact'
import type { Words } from '#dialogs/words.ts'
import type { AttachmentLine } from '#domain/case/attachment.ts'
import type { FileRefusal, MetadataFinding } from '#metadata/metadata-finding.ts'
import type { Stay } from '#metadata/stay.ts'

/*
 * The files of one letter, in memory only. Nothing is sent before Send. How the account screen, the check screen and an
 * addition use it:
 *
 *   const files = filesFor(context)                     // once per letter, made with its first screen
 *   inset: () => filesField(files, words)               // file-field.tsx, where she writes: choose, look, remove
 *   inset: () => filesToSend(files, words)              // to-send.tsx, where she sends: names, and the bar while it goes
 *   const attachments = await files.sealAndUpload()     // in `press` of send, before the letter itself is sealed
 *   files.forget()                                      // once the letter is kept, or she leaves
 */

/** A chosen file as the page shows it, without its bytes. */
export interface ChosenFile {
  readonly id: string
  /** Sanitised file name. */
  readonly name: string
  readonly bytes: number
  readonly state: 'looking' | 'taken' | 'refused'
  /** Why it is refused. A refused file is not sent; the letter is. */
  readonly why: FileRefusal | null
  /** Metadata found in it, removed unless the original is kept. */
  readonly findings: readonly MetadataFinding[]
  /** Metadata that could not be removed. */
  readonly stays: readonly Stay[]
  /** Whether the reporter chose to send the original. */
  readonly original: boolean
}

/** Upload progress; `Files.sending` is `null` without an upload. */
export interface UploadProgress {
  /** Share of all files together, 0 to 1. */
  readonly done: number
  /** Whether the connection is lost; it is retried. */
  readonly waiting: boolean
}

/** An uploaded file, as the letter will list it. */
export interface SentFile {
  readonly line: AttachmentLine
  /** Upload handle. */
  readonly upload: string
}

/** Files of a letter, with their actions. */
export interface FilesPart {
  readonly files: Files
  readonly words: Words
}

export interface Files {
  readonly most: number
  readonly mebibytes: number
  chosen(): readonly ChosenFile[]
  /** Sanitised names of the files that will be sent. */
  names(): readonly string[]
  /** Loaded component that lists them; `null` before a file was chosen. */
  list(): FunctionComponent<FilesPart> | null
  /** Whether the code for files could not be loaded. */
  away(): boolean
  sending(): UploadProgress | null
  /** Adds files and inspects their content. Never throws: a refusal is a state of its file. */
  add(some: Iterable<File>): Promise<void>
  keepOriginal(id: string, original: boolean): void
  remove(id: string): void
  /** Identity of the files that will be sent, as originals or cleaned; equal for the same files. */
  toSend(): Promise<readonly string[]>
  /**
   * Seals and uploads each file. A retry resumes. Without files it sends no request.
   * @throws DATABASE_AWAY when the connection stays lost, UPLOAD_REFUSED, FILES_FULL, PROOF_NEEDED; the choice stays
   */
  sealAndUpload(): Promise<readonly SentFile[]>
  /** Aborts an upload: `sealAndUpload` then throws DATABASE_AWAY. */
  stop(): void
  /** Drops all files from memory. */
  forget(): void
  /** Subscribes to changes. @returns a function that unsubscribes */
  watch(changed: () => void): () => void
}
