import { PDFArray, PDFDict, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import type { Trace } from '../../trace.ts'
import type { Copier } from './copy.ts'
import { isText } from './values.ts'

const of = (name: string) => PDFName.of(name)

/** Remarks whose words are read at a press. */
const READ = new Set(
  `Text Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret Ink Stamp`.split(
    ' ',
  ),
)
const SEEN = new Set([...READ, 'Link', 'FreeText', 'Widget', 'PrinterMark', 'Watermark'])
const ATTACHED = new Set(['FileAttachment', 'RichMedia', 'Screen', 'Movie', 'Sound', '3D'])
const [HIDDEN, NO_VIEW] = [2, 32]

/** What stands on a page and is not drawn by it. Only what is seen is copied, and how it looks. */
export function annotationsOf(page: PDFDict, copier: Copier): PDFArray | undefined {
  const list = copier.entry(page, 'Annots')
  if (!(list instanceof PDFArray)) return undefined
  const copies = list.asArray().map((item) => {
    const plain = copier.resolved(item)
    if (!(plain instanceof PDFDict)) return undefined
    const trace = hides(plain, copier)
    if (trace !== null) {
      if (trace !== '') copier.found.add(trace)
      return undefined
    }
    if (copier.nameIn(plain, 'Subtype') !== 'Widget') return copier.value('Annotation', item)
    copier.shown.add(plain)
    return copier.value('Field', item)
  })
  const kept = copies.filter((copy): copy is PDFObject => copy !== undefined)
  return kept.length === 0 ? undefined : copier.array(kept)
}

/** Why it is not copied at all; `null` where it is. */
function hides(dict: PDFDict, copier: Copier): Trace | '' | null {
  const kind = copier.nameIn(dict, 'Subtype') ?? ''
  const flags = copier.numberIn(dict, 'F') ?? 0
  if (kind === 'Popup') return ''
  const looksLike = copier.entry(dict, 'AP') instanceof PDFDict
  if (!(copier.entry(dict, 'Rect') instanceof PDFArray)) return 'comments'
  if ((flags & (HIDDEN | NO_VIEW)) > 0) return ATTACHED.has(kind) ? 'embedded' : 'comments'
  if (SEEN.has(kind) || looksLike) return null
  return ATTACHED.has(kind) ? 'embedded' : 'comments'
}

export function annotation(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const kind = copier.nameIn(object, 'Subtype') ?? ''
  const copy = copier.dict(object, 'Annotation', ['P', 'T'])
  if (object.has(of('T'))) copier.found.add('comments')
  copy.set(of('Type'), of('Annot'))
  // Of a film or of something that we do not know stays the picture that is seen.
  if (!SEEN.has(kind)) {
    copy.set(of('Subtype'), of('Stamp'))
    copy.delete(of('A'))
    copier.found.add(ATTACHED.has(kind) ? 'embedded' : 'other')
  }
  const words = copier.entry(object, 'Contents')
  if (isText(words) && words.decodeText() !== '') {
    if (READ.has(kind)) copier.keeps('words', 'a remark that is read at a press')
    else if (kind !== 'FreeText' || copy.has(of('AP'))) {
      copy.delete(of('Contents'))
      copier.found.add('words')
    }
  }
  return copy
}

/** How it looks: drawn, or one of several by its state. */
export function looks(value: PDFObject, copier: Copier, raw: PDFObject): PDFObject | undefined {
  return copier.value(value instanceof PDFStream ? 'XObject' : '{XObject}', raw)
}
