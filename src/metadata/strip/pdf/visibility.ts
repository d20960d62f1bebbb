import { PDFArray, PDFDict, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { FileRefused } from '../../trace.ts'
import type { Copier } from './copy.ts'
import { Interpreter, numbers, UNSEEN } from './interpreter.ts'
import { Old } from './old.ts'
import { Budget } from './raster.ts'
import { contentsOf } from './streams.ts'
import { isText } from './values.ts'

const of = (name: string) => PDFName.of(name)

/** Draws each page of the copy, and names what is written on it and not seen. */
export function nameUnseen(copier: Copier): void {
  const doc = new Old(copier.to)
  const interpreter = new Interpreter(doc, new Budget())
  const fields = new Map<PDFDict, string>()
  for (const [n, ref] of [...copier.pages.values()].entries()) {
    const page = doc.resolved(ref)
    if (!(page instanceof PDFDict)) continue
    copier.place = `page ${n + 1}`
    try {
      drawPage(page, interpreter, doc, fields)
    } catch (thrown) {
      if (!(thrown instanceof FileRefused)) throw thrown
      copier.place = `page ${n + 1} and those behind it`
      copier.keeps('hidden', 'perhaps text that is not seen: too much is drawn to look for it')
      break
    }
    for (const [why, count] of interpreter.unseen) {
      // One letter beneath another, or across the edge, is no word.
      if (count > 1 || why === 'mode' || why === 'size') copier.keeps('hidden', UNSEEN[why])
    }
  }
  agree(fields, copier, doc)
}

function drawPage(
  page: PDFDict,
  interpreter: Interpreter,
  doc: Old,
  fields: Map<PDFDict, string>,
): void {
  const [whole, part] = [numbers(page, 'MediaBox', doc), numbers(page, 'CropBox', doc)]
  const letter = [0, 0, 612, 792]
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = whole.length === 4 ? whole : letter
  const [p1 = x1, q1 = y1, p2 = x2, q2 = y2] = part.length === 4 ? part : []
  const box = [
    Math.max(Math.min(x1, x2), Math.min(p1, p2)),
    Math.max(Math.min(y1, y2), Math.min(q1, q2)),
    Math.min(Math.max(x1, x2), Math.max(p1, p2)),
    Math.min(Math.max(y1, y2), Math.max(q1, q2)),
  ]
  interpreter.page(box, doc.numberIn(page, 'UserUnit') ?? 1)
  const contents = doc.entry(page, 'Contents')
  const resources = doc.entry(page, 'Resources')
  if (contents instanceof PDFStream) {
    interpreter.draw(contentsOf(contents, doc), resources instanceof PDFDict ? resources : null)
  }
  const list = doc.entry(page, 'Annots')
  for (const item of list instanceof PDFArray ? list.asArray() : []) {
    const annotation = doc.resolved(item)
    if (annotation instanceof PDFDict) drawAnnotation(annotation, interpreter, doc, fields)
  }
  interpreter.finish()
}

function drawAnnotation(
  dict: PDFDict,
  interpreter: Interpreter,
  doc: Old,
  fields: Map<PDFDict, string>,
): void {
  const looks = doc.entry(dict, 'AP')
  const look = looks instanceof PDFDict ? doc.entry(looks, 'N') : undefined
  const rect = numbers(dict, 'Rect', doc)
  interpreter.written = ''
  if (look instanceof PDFStream) interpreter.look(look, rect)
  if (doc.nameIn(dict, 'Subtype') === 'Widget' && look !== undefined) {
    const owner = above(dict, 'V', doc)
    for (const one of new Set([owner, dict])) {
      if (one !== null) fields.set(one, `${fields.get(one) ?? ''} ${interpreter.written}`)
    }
  }
  interpreter.written = null
}

/** The field, or one above it, that has such an entry. */
function above(field: PDFDict, key: string, doc: Old): PDFDict | null {
  let now: PDFObject | undefined = field
  for (let n = 0; now instanceof PDFDict && n < 40; n += 1) {
    if (now.has(of(key))) return now
    now = doc.entry(now, 'Parent')
  }
  return null
}

/** What a field says is what is written where it is seen; or a program reads what nobody sees. */
function agree(fields: ReadonlyMap<PDFDict, string>, copier: Copier, doc: Old): void {
  for (const [field, written] of fields) {
    const shown = lettersIn(written)
    const says = (value: PDFObject | undefined): boolean => {
      if (value instanceof PDFArray)
        return value.asArray().every((item) => says(doc.resolved(item)))
      if (!isText(value)) return true
      const letters = lettersIn(value.decodeText())
      return shown.includes(letters) || shown.includes([...letters].reverse().join(''))
    }
    if (!says(doc.entry(field, 'V'))) {
      field.delete(of('V'))
      copier.found.add('words')
    }
    const look = doc.entry(field, 'MK')
    const caption = look instanceof PDFDict ? doc.entry(look, 'CA') : undefined
    if (
      look instanceof PDFDict &&
      isText(caption) &&
      caption.decodeText().length > 1 &&
      !says(caption)
    ) {
      look.delete(of('CA'))
      copier.found.add('words')
    }
  }
}

function lettersIn(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
