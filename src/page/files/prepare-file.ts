import { sealAttachment } from '#crypto/attachment.ts'
import { AppError } from '#errors.ts'
import { type InputFile, type InspectedFile, readBytes } from '#metadata/look.ts'
import type { ChosenFile } from './files.ts'
import type { Ready } from './upload.ts'

/** An inspected file, as sealing needs it. */
export interface ToSeal {
  readonly fileId: string
  readonly shown: Pick<ChosenFile, 'name' | 'original'>
  readonly file: InputFile
  readonly looked: InspectedFile | null
}

/** Seals a file, cleaned or as the original. @throws FileRefused `gone` */
export async function ready({ fileId, shown, file, looked }: ToSeal): Promise<Ready> {
  if (looked === null) throw new AppError('UPLOAD_REFUSED')
  const { name, original } = shown
  const bytes = original ? await readBytes(file) : looked.bytes
  const { data, line } = await sealAttachment(bytes)
  return {
    upload: null,
    sealed: data,
    line: { id: fileId, name, type: looked.type, original, ...line },
  }
}
