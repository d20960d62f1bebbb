import { PDFArray, PDFDict, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { FileRefused } from '../../metadata-finding.ts'
import type { Stay } from '../../stay.ts'
import type { Copier } from './copy.ts'
import { formOf, isAnew } from './fields.ts'
import { Interpreter } from './interpreter.ts'
import { numbers } from './numbers.ts'
import { Old } from './old.ts'
import { Budget } from './raster.ts'
import { contentsOf } from './streams.ts'
import { isText } from './values.ts'
import { latinBytes } from './written.ts'

const of = (name: string) => PDFName.of(name)

/** Draws each page of the copy, and reports text and images on it that nobody can see. */
export function nameUnseen(copier: Copier): void {
  const doc = new Old(copier.to)
  const budget = new Budget()
  const interpreter = new Interpreter(doc, budget)
  const aside = new Interpreter(doc, budget)
  const fields = new Map<PDFDict, string>()
  const pictures = new Map<object, Stay | null>()
  const anew = new Set(fieldsOf(doc).map((one) => doc.resolved(one)))
  for (const ref of copier.pages.values()) {
    const page = doc.resolved(ref)
    if (!(page instanceof PDFDict)) continue
    const n = copier.originals.get(ref)?.n ?? 0
    copier.location = { at: 'page', n }
    try {
      for (const one of annotationsOf(page, doc)) {
        if (anew.has(topOf(one, doc))) drawAnew(one, aside, copier, doc)
      }
      drawPage(page, interpreter, doc, fields)
      if (annotationsOf(page, doc).some((one) => hasOtherWords(one, aside, doc))) {
        copier.keeps('states')
      }
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error
      copier.location = { at: 'pages', n }
      copier.keeps('crowded')
      break
    }
    for (const [picture, why] of interpreter.canvas.pictures) {
      if (why === null) pictures.set(picture, null)
      else if (!pictures.has(picture)) {
        const isTile = picture instanceof PDFDict && picture.has(of('PatternType'))
        pictures.set(picture, {
          kind: `${isTile ? 'pattern' : 'picture'}_${why}`,
          place: copier.location,
        })
      }
    }
    for (const [why, count] of interpreter.canvas.unseen) {
      // A single covered letter, or one at the edge, is no hidden text.
      if (count > 1 || why === 'mode' || why === 'size') copier.keeps(`text_${why}`)
    }
  }
  // An image that is visible on another page is not hidden.
  for (const stay of pictures.values()) {
    if (stay === null) continue
    copier.location = stay.place
    copier.keeps(stay.kind)
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
  const contents = doc.entry(page, 'Contents')
  const entry = doc.entry(page, 'Resources')
  const resources = entry instanceof PDFDict ? entry : null
  interpreter.page(box, doc.numberIn(page, 'UserUnit') ?? 1, resources)
  if (contents instanceof PDFStream) interpreter.draw(contentsOf(contents, doc), resources)
  for (const one of annotationsOf(page, doc)) drawAnnotation(one, interpreter, doc, fields)
  interpreter.finish()
}

function drawAnnotation(
  dict: PDFDict,
  interpreter: Interpreter,
  doc: Old,
  fields: Map<PDFDict, string>,
): void {
  const looks = doc.entry(dict, 'AP')
  const several = looks instanceof PDFDict ? doc.entry(looks, 'N') : undefined
  const now = doc.nameIn(dict, 'AS') ?? 'Off'
  const look = several instanceof PDFDict ? doc.entry(several, now) : several
  if (several === undefined) interpreter.draw(asViewersDraw(dict, doc), lettersOf(dict, doc))
  if (!(look instanceof PDFStream)) return
  interpreter.written = ''
  interpreter.look(look, numbers(dict, 'Rect', doc))
  if (doc.nameIn(dict, 'Subtype') === 'Widget') {
    for (const one of new Set([above(dict, 'V', doc) ?? dict, dict])) {
      fields.set(one, `${fields.get(one) ?? ''} ${interpreter.written}`)
    }
  }
  interpreter.written = null
}

function annotationsOf(page: PDFDict, doc: Old): readonly PDFDict[] {
  const list = doc.entry(page, 'Annots')
  const items = list instanceof PDFArray ? list.asArray().map((item) => doc.resolved(item)) : []
  return items.filter((item) => item instanceof PDFDict)
}

/** Fields of a form that viewers draw anew. A field beside them is drawn as it looks. */
function fieldsOf(doc: Old): readonly PDFObject[] {
  const form = isAnew(doc) ? formOf(doc) : undefined
  const list = form === undefined ? undefined : doc.entry(form, 'Fields')
  return list instanceof PDFArray ? list.asArray() : []
}

function topOf(field: PDFDict, doc: Old, depth = 0): PDFDict {
  const parent = depth < 40 ? doc.entry(field, 'Parent') : undefined
  return parent instanceof PDFDict ? topOf(parent, doc, depth + 1) : field
}

/** Removes the appearance of a field that viewers draw anew, unless it displays just the value of the field. */
function drawAnew(dict: PDFDict, aside: Interpreter, copier: Copier, doc: Old): void {
  const [looks, owner] = [doc.entry(dict, 'AP'), above(dict, 'V', doc)]
  const look = looks instanceof PDFDict ? doc.entry(looks, 'N') : undefined
  const kind = above(dict, 'FT', doc)
  if (owner === null || !(look instanceof PDFStream)) return
  if (!/^(Tx|Ch)$/.test((kind && doc.nameIn(kind, 'FT')) ?? '')) return
  const value = doc.entry(owner, 'V')
  const texts =
    value instanceof PDFArray ? value.asArray().map((one) => doc.resolved(one)) : [value]
  const letters = lettersIn(texts.map((one) => (isText(one) ? one.decodeText() : '')).join(' '))
  aside.written = ''
  aside.page([0, 0, 1, 1], 1)
  aside.look(look, [0, 0, 1, 1])
  const shown = lettersIn(aside.written)
  if (shown === letters || shown === [...letters].reverse().join('')) return
  dict.delete(of('AP'))
  if (shown !== '') copier.findings.add('words')
}

/** Whether an appearance that a field does not currently show contains text. */
function hasOtherWords(dict: PDFDict, interpreter: Interpreter, doc: Old): boolean {
  const looks = doc.entry(dict, 'AP')
  const several = looks instanceof PDFDict ? doc.entry(looks, 'N') : undefined
  if (!(several instanceof PDFDict)) return false
  return several.entries().some(([key, item]) => {
    const look = doc.resolved(item)
    if (key.decodeText() === (doc.nameIn(dict, 'AS') ?? 'Off') || !(look instanceof PDFStream))
      return false
    interpreter.written = ''
    interpreter.page([0, 0, 1, 1], 1)
    interpreter.look(look, [0, 0, 1, 1])
    return lettersIn(interpreter.written).length > 1
  })
}

/** A font by name with its size, in the settings of a text. */
const FONT_SIZE = /\/[^\s/]+ (\S+) Tf/

/** Content of an annotation without an appearance stream as viewers draw it: two letters in place of its text. */
function asViewersDraw(dict: PDFDict, doc: Old): Uint8Array {
  const kind = doc.nameIn(dict, 'Subtype') ?? ''
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers(dict, 'Rect', doc)
  const look = doc.entry(dict, 'MK')
  const [from, key] =
    kind === 'Widget' ? [look, 'BG'] : [dict, { FreeText: 'C', Square: 'IC' }[kind] ?? '']
  const back = from instanceof PDFDict ? numbers(from, key, doc) : []
  const paint = ['', 'g', '', 'rg', 'k'][back.length] ?? ''
  const owner = above(dict, 'V', doc)
  const words =
    kind === 'FreeText'
      ? doc.entry(dict, 'Contents')
      : owner === null
        ? undefined
        : doc.entry(owner, 'V')
  const setting = [above(dict, 'DA', doc), formOf(doc)].flatMap((one) => {
    const value = one ? doc.entry(one, 'DA') : undefined
    return isText(value) ? [value.decodeText()] : []
  })
  const how = (setting[0] ?? '').replace(FONT_SIZE, (_all, size) => `/F ${Number(size) || 12} Tf`)
  if (kind === 'Highlight') return markerDrawn(dict, doc)
  const middle = (y1 + y2) / 2 - 4
  // Font size 0: viewers choose one that fits.
  const size = Number(FONT_SIZE.exec(setting[0] ?? '')?.[1] ?? 0)
  const text = isText(words) ? words.decodeText() : ''
  // Too little room for text of this size.
  const fits = text.length * size * size * 0.2 <= Math.abs((x2 - x1) * (y2 - y1))
  return latinBytes(
    [
      'q /G gs',
      paint === '' ? '' : `${back.join(' ')} ${paint} ${x1} ${y1} ${x2 - x1} ${y2 - y1} re f`,
      `Q q ${x1} ${y1} ${fits ? x2 - x1 : 0} ${y2 - y1} re W n /G gs`,
      isText(words) || words instanceof PDFArray
        ? `BT /F 12 Tf ${how} ${Math.min(x1, x2) + 2} ${middle} Td (xx) Tj ET`
        : '',
      'Q',
    ].join(' '),
  )
}

/** A marker without an appearance: its areas, multiplied with what is beneath. */
function markerDrawn(dict: PDFDict, doc: Old): Uint8Array {
  const [tint, points] = [numbers(dict, 'C', doc), numbers(dict, 'QuadPoints', doc)]
  const paint = ['', 'g', '', 'rg', 'k'][tint.length] ?? ''
  if (paint === '') return new Uint8Array()
  const areas = Array.from({ length: Math.floor(points.length / 8) }, (_, n) => {
    const [a, b, c, d, e, f, g, h] = points.slice(n * 8, n * 8 + 8)
    return `${a} ${b} m ${c} ${d} l ${g} ${h} l ${e} ${f} l f`
  })
  return latinBytes(`/M gs ${tint.join(' ')} ${paint} ${areas.join(' ')}`)
}

function lettersOf(dict: PDFDict, doc: Old): PDFDict {
  const ca = doc.nameIn(dict, 'Subtype') === 'Widget' ? 1 : (doc.numberIn(dict, 'CA') ?? 1)
  const F = { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' }
  return doc.from.obj({ Font: { F }, ExtGState: { G: { ca }, M: { ca, BM: 'Multiply' } } })
}

/** The field or parent that has an entry; `null` without one. */
function above(field: PDFDict, key: string, doc: Old): PDFDict | null {
  let now: PDFObject | undefined = field
  for (let n = 0; now instanceof PDFDict && n < 40; n += 1) {
    if (now.has(of(key))) return now
    now = doc.entry(now, 'Parent')
  }
  return null
}

/** Reports a field whose value differs from the text displayed in it. */
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
      copier.findings.add('words')
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
      copier.findings.add('words')
    }
  }
}

function lettersIn(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
