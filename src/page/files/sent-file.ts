import { base64url, type Chance } from '#domain/case/ids.ts'
import type { InspectedFile } from '#metadata/look.ts'
import type { ChosenFile, SentFile } from './files.ts'
import type { Ready } from './upload.ts'

/** State of one file, its private part included. */
export interface LocalFile {
  shown: ChosenFile
  readonly file: File
  /** Random id of the file in its letter. */
  fileId: string
  looked: InspectedFile | null
  /** Ciphertext, kept until it is uploaded: pieces of two sealings do not fit together. */
  ready: Ready | null
  sent: SentFile | null
}

/** A chosen file before inspection; its name is not sanitised yet. */
export function localFileOf(file: File, chance: Chance): LocalFile {
  return {
    shown: {
      id: base64url(chance(16)),
      name: '',
      bytes: file.size,
      state: 'looking',
      why: null,
      findings: [],
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

/** Drops ciphertext and handle, because a new sealing is a new upload. */
export function afresh(one: LocalFile, chance: Chance): void {
  one.ready = null
  one.sent = null
  one.fileId = base64url(chance(16))
}
