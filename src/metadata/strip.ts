import type { Bytes } from '#bytes.ts'
import type { FileKind } from './kinds.ts'
import { away, type CleanCopy, FileRefused } from './metadata-finding.ts'
import { stripPicture } from './strip/picture.ts'

/**
 * Makes the cleaned copy of a file. A file that cannot be read completely is refused: a copy that only looks clean
 * would be the worst result.
 * @throws FileRefused
 */
export async function strip({ id }: FileKind, bytes: Bytes): Promise<CleanCopy> {
  try {
    switch (id) {
      case 'jpeg':
      case 'png':
      case 'webp':
      case 'gif':
        return stripPicture(id, bytes)
      case 'pdf':
        return await (await import('./strip/pdf.ts').catch(away)).stripPdf(bytes)
      case 'docx':
      case 'xlsx':
      case 'pptx':
        return (await import('./strip/ooxml.ts').catch(away)).stripOoxml(bytes)
      case 'odt':
      case 'ods':
      case 'odp':
        return (await import('./strip/odf.ts').catch(away)).stripOdf(bytes)
      case 'csv':
      case 'text':
        return (await import('./strip/text.ts').catch(away)).stripText(id, bytes)
      default:
        return id satisfies never
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('broken')
  }
}
