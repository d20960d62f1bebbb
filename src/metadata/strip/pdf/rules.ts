import { PDFDict, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { annotation, looks } from './annotations.ts'
import { colour } from './colours.ts'
import { rewriteContent } from './content.ts'
import type { Copier, Special } from './copy.ts'
import { drawn, insideOf, lookupTable, pattern, shading, xObject } from './drawn.ts'
import { field, option } from './fields.ts'
import { calculated, functions } from './functions.ts'
import { expression, layer, order } from './layers.ts'
import { codes, encoding, font, letters, program, sized } from './letters.ts'
import { address, copyAction, destination, goTo } from './links.ts'
import { outlines } from './outlines.ts'
import { element, kids, parent, roleOf, tree } from './reading.ts'
import { canonicalText, isText } from './values.ts'
import { latinBytes } from './written.ts'

const of = (name: string) => PDFName.of(name)

/** Entries of a description of a font by which no letter is drawn. */
const UNREAD = 'FontFamily CharSet CIDSet Leading StemH AvgWidth MaxWidth'.split(' ')

/** Copy functions of objects that are more than known entries. */
export const SPECIAL: Readonly<Record<string, Special>> = {
  Annotation: annotation,
  Codes: codes,
  // An appearance is drawn whether or not it says that it is a form.
  Drawing: xObject,
  Element: element,
  Field: field,
  Font: font,
  Function: calculated,
  Glyph: (object, copier) =>
    object instanceof PDFStream ? drawn(object, null, copier) : undefined,
  Layer: layer,
  Letters: (object, copier) =>
    object instanceof PDFDict ? copier.dict(object, 'Letters', UNREAD) : undefined,
  Pattern: pattern,
  Program: program,
  Shading: shading,
  Table: lookupTable,
  XObject: xObject,
  action: copyAction,
  above: (value, copier, raw) =>
    value instanceof PDFDict && copier.nameIn(value, 'Type') === 'StructTreeRoot'
      ? copier.copyOf('Reading', raw)
      : copier.value('Element', raw),
  address,
  codes: (value) =>
    value instanceof PDFName && /^[\w-]{1,40}$/.test(value.decodeText()) ? of('Codes') : undefined,
  colour,
  dest: (value, copier) => destination(value, copier),
  draws: (value, copier) => (isText(value) ? fontAndColour(value.asBytes(), copier) : undefined),
  encoding,
  expression,
  function: functions,
  glyphs: (value, copier, raw) =>
    value instanceof PDFStream ? copier.shape('Table', raw) : known(value),
  kids,
  letters: (value, copier) => letters(value, copier, false),
  ownLetters: (value, copier) => letters(value, copier, true),
  ownEncoding: (value, copier) =>
    value instanceof PDFDict ? copier.dict(value, 'OwnEncoding') : undefined,
  look: looks,
  mask: (value, copier, raw) =>
    value instanceof PDFStream ? copier.shape('XObject', raw) : copier.value('nums', value),
  opening: (value, copier) =>
    value instanceof PDFDict ? goTo(value, copier) : destination(value, copier),
  labels: (value, copier) => labelled(value, copier),
  option,
  order,
  outlines,
  parents: (value, copier) => tree(value, copier, (item, holder) => parent(item, copier, holder)),
  role: (value, copier) =>
    value instanceof PDFName ? of(roleOf(value.decodeText(), copier)) : undefined,
  sized,
  // A soft mask, or the name `None`.
  soft: (value, copier, raw) => copier.value(value instanceof PDFName ? 'name' : 'Mask', raw),
}

/** Page labels of existing pages, without a prefix, which no page shows. A start number is kept only where numbers are shown. */
function labelled(value: PDFObject, copier: Copier): PDFObject | undefined {
  return tree(value, copier, (item, page) => {
    const label = copier.resolved(item)
    if (!(label instanceof PDFDict) || !(page < copier.inOrder.length)) {
      copier.findings.add('words')
      return undefined
    }
    const copy = copier.dict(label, 'PageLabel')
    if (!copy.has(of('S'))) copy.delete(of('St'))
    return copy
  })
}

function known(value: PDFObject): PDFObject | undefined {
  return value instanceof PDFName && value.decodeText() === 'Identity' ? value : undefined
}

/** Default appearance of a field: font and colour only. */
function fontAndColour(bytes: Uint8Array, copier: Copier): PDFObject {
  const lines = new TextDecoder('latin1')
    .decode(rewriteContent(bytes, insideOf(copier)).bytes)
    .split('\n')
  return canonicalText(latinBytes(lines.filter((line) => / (Tf|g|rg|k)$/.test(line)).join(' ')))
}
