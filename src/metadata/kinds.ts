/** A kind of file that is accepted. */
export interface FileKind {
  readonly id: KindId
  readonly type: string
  /** Accepted name endings; the first replaces any other ending. */
  readonly endings: readonly string[]
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const OPEN = 'application/vnd.oasis.opendocument'

const ALL = {
  jpeg: { type: 'image/jpeg', endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { type: 'image/png', endings: ['png', 'apng'] },
  webp: { type: 'image/webp', endings: ['webp'] },
  gif: { type: 'image/gif', endings: ['gif'] },
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  docx: { type: `${OFFICE}.wordprocessingml.document`, endings: ['docx', 'dotx'] },
  xlsx: { type: `${OFFICE}.spreadsheetml.sheet`, endings: ['xlsx', 'xltx'] },
  pptx: { type: `${OFFICE}.presentationml.presentation`, endings: ['pptx', 'ppsx', 'potx'] },
  odt: { type: `${OPEN}.text`, endings: ['odt', 'ott'] },
  ods: { type: `${OPEN}.spreadsheet`, endings: ['ods', 'ots'] },
  odp: { type: `${OPEN}.presentation`, endings: ['odp', 'otp'] },
  csv: { type: 'text/csv', endings: ['csv', 'tsv'] },
  text: { type: 'text/plain', endings: ['txt', 'text', 'log', 'md', 'json', 'srt'] },
} as const

export type KindId = keyof typeof ALL
export type PictureId = 'jpeg' | 'png' | 'webp' | 'gif'

export const FILE_KINDS = Object.fromEntries(
  Object.entries(ALL).map(([id, rest]) => [id, { id, ...rest }]),
) as unknown as { readonly [Id in KindId]: FileKind & { readonly id: Id } }

const PICTURES: readonly string[] = [ALL.jpeg, ALL.png, ALL.webp, ALL.gif].flatMap(
  ({ endings }) => [...endings],
)

/** Whether all of these are endings of accepted images: messengers write one for another. */
export function arePictures(...endings: readonly string[]): boolean {
  return endings.every((ending) => PICTURES.includes(ending))
}

/**
 * Value of the `accept` attribute of the file input. Without HEIC, so that a phone which photographs in HEIC hands over
 * a JPEG, which every office can open.
 */
export const ACCEPT: string = Object.values(FILE_KINDS)
  .flatMap(({ type, endings }) => [type, ...endings.map((ending) => `.${ending}`)])
  .join(',')
