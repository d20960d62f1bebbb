import type { FunctionComponent } from 'preact'
import type { Words } from '#dialogs/words.ts'
import type { AttachmentLine } from '#domain/case/attachment.ts'
import type { FileRefusal, MetadataFinding } from '#metadata/metadata-finding.ts'
import type { Stay } from '#metadata/stay.ts'

/*
 * The files of one letter. All of it is in this page's memory: nothing leaves before she sends, and nothing is left
 * when the page closes. How the account screen, the check screen and an addition use it:
 *
 *   const files = filesFor(context)                     // once per letter, made with its first screen
 *   inset: () => filesField(files, words)               // file-field.tsx, where she writes: choose, look, remove
 *   inset: () => filesToSend(files, words)              // to-send.tsx, where she sends: names, and the bar while it goes
 *   const attachments = await files.sealAndUpload()     // in `press` of send, before the letter itself is sealed
 *   files.forget()                                      // once the letter is kept, or she leaves
 */

/** A file she chose, as the page shows it. Its bytes are not here. */
export interface ChosenFile {
  readonly id: string
  /** Safe to show, whatever the device called it. */
  readonly name: string
  readonly bytes: number
  readonly state: 'looking' | 'taken' | 'refused'
  /** Only of one that is refused: it is not sent, and the letter goes without it. */
  readonly why: FileRefusal | null
  /** What stands in it, and is taken out unless she keeps the original. */
  readonly found: readonly MetadataFinding[]
  /** What could not be taken out. */
  readonly stays: readonly Stay[]
  /** She decided to send it as it is. */
  readonly original: boolean
}

/** How far sending is; `null` of `Files.sending` while nothing goes. */
export interface UploadProgress {
  /** Of all files together, 0 to 1. */
  readonly done: number
  /** The line is down: it is tried again by itself. */
  readonly waiting: boolean
}

/** A file that lies at the server, as the letter will name it. */
export interface SentFile {
  readonly line: AttachmentLine
  /** The handle it lies there under. */
  readonly upload: string
}

/** What draws the files of a letter. */
export interface FilesPart {
  readonly files: Files
  readonly words: Words
}

export interface Files {
  readonly most: number
  readonly mebibytes: number
  chosen(): readonly ChosenFile[]
  /** Names of what will be sent, safe to show. */
  names(): readonly string[]
  /** The part that lists them; `null` before anything was chosen. */
  list(): FunctionComponent<FilesPart> | null
  /** What looks at files did not load: the line is down. */
  away(): boolean
  sending(): UploadProgress | null
  /** Looks at each by its content. Never throws: whatever is wrong with a file stands beside its name. */
  add(some: Iterable<File>): Promise<void>
  keepOriginal(id: string, original: boolean): void
  remove(id: string): void
  /** Which ones will be sent, once each was looked at: the same for the same files, as they are or cleaned. */
  toSend(): Promise<readonly string[]>
  /**
   * Seals each by itself and brings it to the server; tried again it goes on where it stopped. No files: no request.
   * @throws DATABASE_AWAY when the line stays down, UPLOAD_REFUSED, FILES_FULL, PROOF_NEEDED; everything chosen stays
   */
  sealAndUpload(): Promise<readonly SentFile[]>
  /** Ends a sending that is on its way: `sealAndUpload` then throws DATABASE_AWAY. */
  stop(): void
  /** Everything is dropped from memory. */
  forget(): void
  /** Called after each change. @returns what ends it */
  watch(changed: () => void): () => void
}
