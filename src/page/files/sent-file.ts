import { base64url, type Chance } from '#domain/case/ids.ts'
import type { InspectedFile } from '#metadata/look.ts'
import type { ChosenFile, SentFile } from './files.ts'
import type { Ready } from './upload.ts'

/** One file as it is held: what is shown of it, and what is never shown. */
export interface LocalFile {
  shown: ChosenFile
  readonly file: File
  /** Random: what the letter calls it inside its seal. */
  fileId: string
  looked: InspectedFile | null
  /** Sealed once and kept until it is there: pieces of two sealings would not fit together. */
  ready: Ready | null
  sent: SentFile | null
}

/** A file that she chose, before anybody looked at it: not even its name is safe to show. */
export function localFileOf(file: File, chance: Chance): LocalFile {
  return {
    shown: {
      id: base64url(chance(16)),
      name: '',
      bytes: file.size,
      state: 'looking',
      why: null,
      found: [],
      stays: [],
      original: false,
    },
    file,
    fileId: base64url(chance(16)),
    looked: null,
    ready: null,
    sent: null,
  }
}

/** Sealed anew it is another upload: what came of the first is swept. */
export function afresh(one: LocalFile, chance: Chance): void {
  one.ready = null
  one.sent = null
  one.fileId = base64url(chance(16))
}
