import { PDFArray, PDFDict, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { FileRefused, type MetadataFinding } from '../../metadata-finding.ts'
import type { Copier } from './copy.ts'
import { Interpreter } from './interpreter.ts'
import { numberIn, numbers } from './numbers.ts'
import { Budget, pathBounds } from './raster.ts'
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
/** Points of each kind; the first are required, even beside an appearance (ISO 32000-2, 12.5.6), but for FreeText. */
const POINTS: Readonly<Record<string, string>> = {
  ...{ Line: 'L LL LLE LLO CO', Polygon: 'Vertices', PolyLine: 'Vertices', Ink: 'InkList' },
  ...{ Highlight: 'QuadPoints', Underline: 'QuadPoints', Squiggly: 'QuadPoints' },
  ...{ StrikeOut: 'QuadPoints', FreeText: 'CL' },
}
const LINES = new Set(Object.values(POINTS).join(' ').split(' '))
/** Entries that viewers read of some kinds only; those of `LOOK` where no look is drawn. */
const OWN: Readonly<Record<string, string>> = {
  ...{ A: 'Link', Dest: 'Link', H: 'Link', Open: 'Text', Name: 'Text Stamp' },
  ...{ IC: 'Line Square Circle Polygon PolyLine', LE: 'Line PolyLine FreeText', Cap: 'Line' },
  ...{ CP: 'Line', BE: 'Square Circle Polygon FreeText', RD: 'Square Circle Caret FreeText' },
  ...{ IT: 'FreeText Line Polygon PolyLine', DA: 'FreeText', Q: 'FreeText', Sy: 'Caret' },
  CA: [...READ, 'FreeText'].filter((kind) => kind !== 'Stamp').join(' '),
  ca: [...READ, 'FreeText'].filter((kind) => kind !== 'Stamp').join(' '),
}
const LOOK = new Set('IC LE Cap CP BE RD IT Q Sy'.split(' '))
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

/** Where an annotation is drawn: in its rectangle, or without a look where its points are. */
function boxOf(kind: string, dict: PDFDict, copier: Copier): readonly number[] {
  const key = dict.has(of('AP')) || kind === 'FreeText' ? '' : (POINTS[kind]?.split(' ')[0] ?? '')
  const flat = (value: PDFObject | undefined, depth: number): readonly number[] =>
    value instanceof PDFArray && depth < 3
      ? value.asArray().flatMap((item) => flat(copier.resolved(item), depth + 1))
      : [numberIn(value, copier)]
  const points = key === '' ? [] : flat(copier.entry(dict, key), 0)
  return points.length < 4 ? numbers(dict, 'Rect', copier) : pathBounds([points])
}

/** Whether an annotation has a size and lies on the page. A note has an icon of fixed size. */
function isOnPage(dict: PDFDict, page: PDFDict, copier: Copier): boolean {
  const kind = copier.nameIn(dict, 'Subtype') ?? ''
  const [shown, whole] = ['CropBox', 'MediaBox'].map((key) => numbers(page, key, copier))
  const rect = sidesOf(boxOf(kind, dict, copier))
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
  const look = oneLook(object, copy, copier)
  points(kind, copy, look, copier)
  for (const [key, kinds] of Object.entries(OWN)) {
    const isRead = kinds.split(' ').includes(kind) && !(look !== null && LOOK.has(key))
    if (!isRead && copy.delete(of(key))) copier.findings.add('other')
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

/** Keeps the points that viewers draw. Beside an appearance required ones are worked out, and say nothing else. */
function points(kind: string, copy: PDFDict, look: PDFStream | null, copier: Copier): void {
  const own = POINTS[kind]?.split(' ') ?? []
  for (const key of LINES) {
    const now = copy.get(of(key))
    if (now === undefined || (look === null && own.includes(key))) continue
    const rect = numbers(copy, 'Rect', copier)
    const made = look !== null && key === own[0] ? corners(kind, rect, look, copier) : null
    if (made === null) copy.delete(of(key))
    else copy.set(of(key), copier.to.obj(made))
    if (String(copy.get(of(key))) !== String(now)) copier.findings.add('other')
  }
}

/** Required points as corners of the rectangle. Of a marker, which some viewers draw anew, as those of its areas. */
function corners(kind: string, rect: readonly number[], look: PDFStream, copier: Copier) {
  const sides = sidesOf(rect)
  if (sides === null || kind === 'FreeText') return null
  const { left, right, bottom, top } = sides
  const line = [left, bottom, right, top]
  if (kind === 'Line') return line
  if (kind === 'Ink') return [line]
  if (kind.startsWith('Poly')) return [left, top, right, top, right, bottom, left, bottom]
  const boxes = kind === 'Highlight' ? areasOf(look, line, copier) : []
  return (boxes.length === 0 ? [line] : boxes).flatMap(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) =>
    [x1, y2, x2, y2, x1, y1, x2, y1].map((at) => Math.round(at * 100) / 100),
  )
}

const PENS = new WeakMap<Copier, Interpreter>()

/** Boxes of the areas that an appearance fills, within its rectangle. */
function areasOf(look: PDFStream, rect: readonly number[], copier: Copier) {
  const pen = PENS.get(copier) ?? new Interpreter(copier, new Budget())
  PENS.set(copier, pen)
  try {
    pen.page(rect, 1)
    pen.canvas.filled = []
    pen.look(look, rect)
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return []
  }
  const [scale, , , , x, y] = pen.canvas.raster.view
  const [left = 0, bottom = 0, right = 0, top = 0] = rect
  return pen.canvas.filled
    .map((part) => pathBounds([part]).map((at, n) => (at - (n % 2 === 0 ? x : y)) / scale))
    .map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => [
      ...[Math.max(left, x1), Math.max(bottom, y1), Math.min(right, x2), Math.min(top, y2)],
    ])
    .filter(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => x2 > x1 && y2 > y1)
}

/** Keeps the current one of several appearances: no click shows another. @returns it, as it was */
function oneLook(from: PDFDict, copy: PDFDict, copier: Copier): PDFStream | null {
  const all = copier.entry(from, 'AP')
  const several = all instanceof PDFDict ? copier.entry(all, 'N') : undefined
  if (several instanceof PDFStream) return several
  copy.delete(of('AP'))
  if (!(several instanceof PDFDict)) return null
  const item = several.get(of(copier.nameIn(from, 'AS') ?? 'Off'))
  const stream = copier.resolved(item)
  const look = item === undefined ? undefined : looks(stream ?? item, copier, item)
  if (several.keys().length > 1) copier.findings.add('other')
  copy.delete(of('AS'))
  if (look === undefined || !(stream instanceof PDFStream)) return null
  const now = copier.to.obj({})
  now.set(of('N'), look)
  copy.set(of('AP'), now)
  return stream
}

/** Appearance: a stream, or a dictionary of one for each state. */
export function looks(value: PDFObject, copier: Copier, raw: PDFObject): PDFObject | undefined {
  if (!(value instanceof PDFStream)) return copier.value('{XObject}', raw)
  return copier.value(value.dict.has(of('Subtype')) ? 'XObject' : 'Drawing', raw)
}
