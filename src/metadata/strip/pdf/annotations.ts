import { PDFArray, PDFDict, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import type { MetadataFinding } from '../../metadata-finding.ts'
import type { Copier } from './copy.ts'
import { numbers } from './numbers.ts'
import { isText } from './values.ts'

const of = (name: string) => PDFName.of(name)

/** Annotations whose text a reader sees after a click. */
const READ = new Set(
  `Text Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret Ink Stamp`.split(
    ' ',
  ),
)
const SEEN = new Set([...READ, 'Link', 'FreeText', 'Widget', 'PrinterMark', 'Watermark'])
const ATTACHED = new Set(['FileAttachment', 'RichMedia', 'Screen', 'Movie', 'Sound', '3D'])
const THIN = new Set(['Line', 'PolyLine', 'Ink'])
const LINES = ['QuadPoints', 'InkList', 'Vertices', 'L', 'CL', 'LL', 'LLE', 'LLO', 'CO']
/** Smallest side, in points, of an annotation that can be clicked. */
const LEAST = 2
const [HIDDEN, NO_VIEW] = [2, 32]

/** Copies the annotations of a page: only visible ones, with their appearance. */
export function annotationsOf(page: PDFDict, copy: PDFDict, copier: Copier): PDFArray | undefined {
  const list = copier.entry(page, 'Annots')
  if (!(list instanceof PDFArray)) return undefined
  const copies = list.asArray().map((item) => {
    const plain = copier.resolved(item)
    if (!(plain instanceof PDFDict)) return undefined
    const finding = hides(plain, copier) ?? (isOnPage(plain, copy, copier) ? null : 'comments')
    if (finding !== null) {
      if (finding !== '') copier.findings.add(finding)
      return undefined
    }
    if (copier.nameIn(plain, 'Subtype') !== 'Widget') return copier.value('Annotation', item)
    copier.shown.add(plain)
    copier.unshown.clear()
    return copier.value('Field', item)
  })
  const rest = copies.filter((copy): copy is PDFObject => copy !== undefined)
  return rest.length === 0 ? undefined : copier.array(rest)
}

/** Finding of an annotation that is not copied (empty: nothing to report); `null` when it is copied. */
function hides(dict: PDFDict, copier: Copier): MetadataFinding | '' | null {
  const kind = copier.nameIn(dict, 'Subtype') ?? ''
  const flags = copier.numberIn(dict, 'F') ?? 0
  if (kind === 'Popup') return ''
  const looksLike = copier.entry(dict, 'AP') instanceof PDFDict
  if (!(copier.entry(dict, 'Rect') instanceof PDFArray)) return 'comments'
  if ((flags & (HIDDEN | NO_VIEW)) > 0) return ATTACHED.has(kind) ? 'embedded' : 'comments'
  if (SEEN.has(kind) || looksLike) return null
  return ATTACHED.has(kind) ? 'embedded' : 'comments'
}

/** Whether an annotation has a size and lies on the page. A note has an icon of fixed size. */
function isOnPage(dict: PDFDict, page: PDFDict, copier: Copier): boolean {
  const kind = copier.nameIn(dict, 'Subtype') ?? ''
  const [shown, whole] = ['CropBox', 'MediaBox'].map((key) => numbers(page, key, copier))
  const rect = sidesOf(numbers(dict, 'Rect', copier))
  const around = sidesOf(shown?.length === 4 ? shown : (whole ?? []))
  if (kind === 'Text' || rect === null) return true
  const [wide, high] = [rect.right - rect.left, rect.top - rect.bottom]
  if (kind === 'Link' && Math.min(wide, high) < LEAST) return false
  if (THIN.has(kind) ? wide + high === 0 : wide * high === 0) return false
  if (around === null) return true
  return (
    rect.left <= around.right &&
    rect.right >= around.left &&
    rect.bottom <= around.top &&
    rect.top >= around.bottom
  )
}

function sidesOf(box: readonly number[]) {
  if (box.length !== 4) return null
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box
  const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)]
  return { left, right, bottom: Math.min(y1, y2), top: Math.max(y1, y2) }
}

export function annotation(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const kind = copier.nameIn(object, 'Subtype') ?? ''
  const copy = copier.dict(object, 'Annotation', ['P', 'T'])
  if (object.has(of('T'))) copier.findings.add('comments')
  copy.set(of('Type'), of('Annot'))
  // Of a movie or an unknown annotation the visible image stays.
  if (!SEEN.has(kind)) {
    copy.set(of('Subtype'), of('Stamp'))
    copy.delete(of('A'))
    copier.findings.add(ATTACHED.has(kind) ? 'embedded' : 'other')
  }
  oneLook(object, copy, copier)
  // With an appearance stream, or as a mere link, its line ends are not visible.
  if (copy.has(of('AP')) || kind === 'Link') {
    for (const key of LINES) if (copy.delete(of(key))) copier.findings.add('other')
  }
  const words = copier.entry(object, 'Contents')
  if (isText(words) && words.decodeText() !== '') {
    if (READ.has(kind)) copier.keeps('remark')
    else if (kind !== 'FreeText' || copy.has(of('AP'))) {
      copy.delete(of('Contents'))
      copier.findings.add('words')
    }
  }
  return copy
}

/** Keeps the current one of several appearances: no click shows another. */
function oneLook(from: PDFDict, copy: PDFDict, copier: Copier): void {
  const all = copier.entry(from, 'AP')
  const several = all instanceof PDFDict ? copier.entry(all, 'N') : undefined
  if (!(several instanceof PDFDict)) return
  const item = several.get(of(copier.nameIn(from, 'AS') ?? 'Off'))
  const look = item === undefined ? undefined : copier.value('XObject', item)
  if (several.keys().length > 1) copier.findings.add('other')
  copy.delete(of('AP'))
  copy.delete(of('AS'))
  if (look === undefined) return
  const now = copier.to.obj({})
  now.set(of('N'), look)
  copy.set(of('AP'), now)
}

/** Appearance: a stream, or a dictionary of one for each state. */
export function looks(value: PDFObject, copier: Copier, raw: PDFObject): PDFObject | undefined {
  return copier.value(value instanceof PDFStream ? 'XObject' : '{XObject}', raw)
}
