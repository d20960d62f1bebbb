import * as z from 'zod'
import { type AttachmentLine, AttachmentLines } from '#domain/case/attachment.ts'
import type { LetterText } from '#domain/case/message.ts'
import type { ListedFile } from './protocol.ts'

const WithFiles = z.object({ attachments: AttachmentLines })

/** The files a letter names, from inside its seal. What does not read as a list of files is none. */
export function filesOf(letter: Pick<LetterText, 'form'> | null): readonly AttachmentLine[] {
  return WithFiles.safeParse(letter?.form).data?.attachments ?? []
}

/** What the page may know of them: no key and no hash. */
export function listed(files: readonly AttachmentLine[]): readonly ListedFile[] {
  return files.map(({ id, name, type, bytes, original }) => ({ id, name, type, bytes, original }))
}
