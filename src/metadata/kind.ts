import type { Bytes } from '#bytes.ts'
import { arePictures, FILE_KINDS, type FileKind } from './kinds.ts'
import { begins, isBinary, latin, refusedAs } from './magic.ts'
import { FileRefused } from './metadata-finding.ts'
import { textAs } from './text-kind.ts'
import { zipKind } from './zip/zip-kind.ts'

/** Name endings of other kinds of files: content of another kind under such a name is refused. */
const OTHERS =
  /\.(heic|heif|avif|svgz?|html?|xhtml|mht|mhtml|hta|url|webloc|website|desktop|fod[tspg]|e?ps|vcf|vcard|ics|ical|reg|wsf|jse|vbe|exe|dll|msi|bat|cmd|com|scr|ps1|vbs|js|jar|app|sh|apk|lnk|zip|7z|rar|gz|tar|mp[34]|mov|avi|mkv|webm|wav|m4a|ogg|docm?|dotm|xlsm?|xlsb|xltm|pptm?|ppsm?|rtf|eml|msg)$/i

/**
 * Kind of a file by its bytes. A name that claims another kind is refused, because it would deceive whoever opens the
 * file (T-92); an image under the ending of another image kind is accepted and gets the right one.
 * @throws FileRefused with the reason, for every kind that is not accepted
 */
export function kindOf(bytes: Bytes, name: string): FileKind {
  const kind = byContent(bytes, name)
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  if (kind.endings.includes(ending)) return kind
  if (arePictures(ending, ...kind.endings)) return kind
  const claimed = Object.values(FILE_KINDS).some(({ endings }) => endings.includes(ending))
  if (claimed || OTHERS.test(name)) throw new FileRefused('mismatch')
  return kind
}

/** Kind of a file by its bytes, whatever its name claims; `null` for no accepted kind. */
export function kindOfBytes(bytes: Bytes, name: string): FileKind | null {
  try {
    return byContent(bytes, name)
  } catch (error) {
    if (error instanceof FileRefused) return null
    throw error
  }
}

function byContent(bytes: Bytes, name: string): FileKind {
  if (bytes.length === 0) throw new FileRefused('empty')
  if (begins(bytes, [0xff, 0xd8, 0xff])) return FILE_KINDS.jpeg
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return FILE_KINDS.png
  const head = latin(bytes, 0, 64)
  if (/^GIF8[79]a/.test(head) && isBinary(head)) return FILE_KINDS.gif
  if (/^RIFF.{4}WEBP/s.test(head) && isBinary(head)) return FILE_KINDS.webp
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04])) return zipKind(bytes)
  // Readers search for it in the first kilobyte. Only what precedes it can make the file something else: a PDF contains
  // remarks as XHTML, and its XMP has titles.
  const mark = latin(bytes, 0, 1024).indexOf('%PDF-')
  const isNote = mark > 0 && hasWords(latin(bytes, 0, mark)) && !hasObject(bytes)
  const pdf = isNote ? -1 : mark
  const refused = refusedAs(pdf < 0 ? bytes : bytes.subarray(0, pdf), name)
  if (refused !== null) throw new FileRefused(refused)
  return pdf < 0 ? textAs(bytes, name) : FILE_KINDS.pdf
}

const hasWords = (front: string): boolean => front.replace(/^\xef\xbb\xbf/, '').trim() !== ''

/** Whether anything may be an object of a PDF, which has one at least: a note may say `%PDF-1.4`. */
function hasObject(bytes: Bytes): boolean {
  return /obj(?![a-z])/.test(new TextDecoder('latin1').decode(bytes))
}
