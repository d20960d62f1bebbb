import * as z from 'zod'
import { type AttachmentLine, AttachmentLines } from '#domain/case/attachment.ts'
import type { LetterText } from '#domain/case/letter-text.ts'
import type { ListedFile } from './protocol.ts'

const WithFiles = z.object({ attachments: AttachmentLines })

/** Files in the sealed form of a letter; empty where the form has no valid list. */
export function filesOf(letter: Pick<LetterText, 'form'> | null): readonly AttachmentLine[] {
  return WithFiles.safeParse(letter?.form).data?.attachments ?? []
}

/** Files as the page may have them: without key and hash. */
export function listed(files: readonly AttachmentLine[]): readonly ListedFile[] {
  return files.map(({ id, name, type, bytes, original }) => ({ id, name, type, bytes, original }))
}
