import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFStream,
} from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'
import type { Old } from './old.ts'
import { contentsOf } from './streams.ts'
import { canonicalText, decodedText, isText } from './values.ts'
import { latinBytes } from './written.ts'

const of = (name: string) => PDFName.of(name)

/** Flags of a read-only combo box. */
const SHUT = 1 | (1 << 17)
const OF_A_LOOK = [
  'Subtype',
  'Rect',
  'AP',
  'AS',
  'MK',
  'A',
  'OC',
  'Opt',
  'Border',
  'BS',
  'P',
  'StructParent',
]

export function field(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const copy = copier.dict(object, 'Field', ['DV', 'T', 'V'])
  const entry = copier.entry(object, 'T')
  // The field's name is never visible.
  if (isText(entry))
    copy.set(of('T'), canonicalText(latinBytes(copier.name(`field ${entry.decodeText()}`))))
  const shown = isShown(object, copier)
  setValue(object, copy, shown, copier)
  forItsKind(object, copy, copier)
  if (!shown) for (const key of OF_A_LOOK) if (copy.delete(of(key))) copier.findings.add('words')
  return copy
}

function setValue(object: PDFDict, copy: PDFDict, shown: boolean, copier: Copier): void {
  const value = valueIn(object, 'V', copier)
  const reset = valueIn(object, 'DV', copier)
  // What a press on *Reset* would bring back.
  if (isText(reset) && reset.decodeText() !== '' && String(reset) !== String(value))
    copier.findings.add('words')
  if (value === undefined) return
  const flags = above(object, 'Ff', copier)
  const secret = flags instanceof PDFNumber && (flags.asNumber() & (1 << 13)) > 0
  const rule = value instanceof PDFName ? 'free' : value instanceof PDFArray ? '[text]' : 'text'
  const displayed = asShown(asLong(value, object, copier), choicesOf(object, copier), copier)
  const shownValue = shown && !secret ? copier.value(rule, displayed) : undefined
  if (shownValue !== undefined) copy.set(of('V'), shownValue)
  else copier.findings.add(value instanceof PDFDict ? 'signature' : 'words')
}

/** A value; a long text may be a stream (ISO 32000-1, 12.7.4.3). */
function valueIn(field: PDFDict, key: string, copier: Copier): PDFObject | undefined {
  const value = copier.entry(field, key)
  if (!(value instanceof PDFStream)) return value
  try {
    return canonicalText(contentsOf(value, copier))
  } catch {
    copier.findings.add('words')
    return undefined
  }
}

/** The form of a document, and whether viewers draw its fields from their values, whatever they look like. */
export function formOf(doc: Old): PDFDict | undefined {
  const root = doc.resolved(doc.from.trailerInfo.Root)
  const form = root instanceof PDFDict ? doc.entry(root, 'AcroForm') : undefined
  return form instanceof PDFDict ? form : undefined
}
export function isAnew(doc: Old): boolean {
  const form = formOf(doc)
  return form !== undefined && doc.entry(form, 'NeedAppearances') === PDFBool.True
}

/** An entry of a field, inherited from its parents; `undefined` without one. */
function above(field: PDFDict, key: string, copier: Copier): PDFObject | undefined {
  let now: PDFObject | undefined = field
  for (let n = 0; now instanceof PDFDict && n < 40; n += 1) {
    const value = copier.entry(now, key)
    if (value !== undefined) return value
    now = copier.entry(now, 'Parent')
  }
  return undefined
}

/** Only a button has a caption, and only a choice field has options. */
function forItsKind(from: PDFDict, copy: PDFDict, copier: Copier): void {
  const kind = above(from, 'FT', copier)
  const [button, look] = [kind === of('Btn'), copier.entry(from, 'MK')]
  // A read-only combo box shows no options, but viewers that draw it anew choose from them.
  const flags = above(from, 'Ff', copier)
  const shut = flags instanceof PDFNumber && (flags.asNumber() & SHUT) === SHUT
  if (kind !== of('Ch') || shut) {
    const before = copy.get(of('Opt'))
    const value = copy.get(of('V'))
    if (kind === of('Ch') && isText(value) && isAnew(copier))
      copy.set(of('Opt'), copier.array([value]))
    else copy.delete(of('Opt'))
    if (String(before) !== String(copy.get(of('Opt')))) copier.findings.add('words')
  }
  chosen(copy, kind === of('Ch'), copier)
  if (kind !== undefined && kind !== of('Tx') && copy.delete(of('MaxLen')))
    copier.findings.add('other')
  if (!(look instanceof PDFDict) || button || !look.has(of('CA'))) return
  const plain = copier.dict(look, 'Look')
  plain.delete(of('CA'))
  copy.set(of('MK'), plain)
  copier.findings.add('words')
}

/** Which options are chosen, and which is the first that is seen: of a list only, each one that there is, in order. */
function chosen(copy: PDFDict, isList: boolean, copier: Copier): void {
  const options = copy.get(of('Opt'))
  const count = isList && options instanceof PDFArray ? options.size() : 0
  const isOption = (value: PDFObject | undefined): value is PDFNumber =>
    value instanceof PDFNumber && Number.isInteger(value.asNumber()) && value.asNumber() < count
  if (!isOption(copy.get(of('TI'))) && copy.delete(of('TI'))) copier.findings.add('other')
  const list = copy.get(of('I'))
  if (!(list instanceof PDFArray)) return
  const all = list.asArray().flatMap((one) => (isOption(one) ? [one.asNumber()] : []))
  const ordered = [...new Set(all.filter((one) => one >= 0))].sort((a, b) => a - b)
  if (ordered.length === 0) copy.delete(of('I'))
  else copy.set(of('I'), copier.to.obj(ordered))
  if (String(copy.get(of('I'))) !== String(list)) copier.findings.add('other')
}

/** Truncates a value to the field's MaxLen, as viewers do. */
function asLong(value: PDFObject, field: PDFDict, copier: Copier): PDFObject {
  const most = above(field, 'MaxLen', copier)
  if (!(isText(value) && most instanceof PDFNumber)) return value
  const text = decodedText(value)
  // UTF-8 has no fixed size per character.
  const bytes = (text === value.decodeText() ? value : PDFHexString.fromText(text)).asBytes()
  const size = bytes[0] === 0xfe && bytes[1] === 0xff ? 2 : 1
  const end = size * Math.max(0, most.asNumber()) + (size === 2 ? 2 : 0)
  if (bytes.length <= end) return value
  copier.findings.add('words')
  return canonicalText(bytes.subarray(0, end))
}

/** Displayed text by exported value, of options that have both. Many fields may share a list: each is read once. */
function choicesOf(field: PDFDict, copier: Copier): ReadonlyMap<string, PDFObject> {
  const list = above(field, 'Opt', copier)
  const known = list === undefined ? undefined : CHOICES.get(list)
  if (known !== undefined) return known
  const choices = new Map<string, PDFObject>()
  if (list !== undefined) CHOICES.set(list, choices)
  for (const item of list instanceof PDFArray ? list.asArray() : []) {
    const pair = copier.resolved(item)
    if (!(pair instanceof PDFArray)) continue
    const [read, seen] = pair.asArray().map((one) => copier.resolved(one))
    if (isText(read) && isText(seen)) choices.set(read.decodeText(), seen)
  }
  return choices
}

const CHOICES = new WeakMap<PDFObject, ReadonlyMap<string, PDFObject>>()

function asShown(
  value: PDFObject,
  choices: ReadonlyMap<string, PDFObject>,
  copier: Copier,
): PDFObject {
  if (isText(value)) return choices.get(value.decodeText()) ?? value
  if (!(value instanceof PDFArray)) return value
  return copier.array(
    value.asArray().map((item) => {
      const one = copier.resolved(item) ?? item
      return isText(one) ? (choices.get(one.decodeText()) ?? one) : one
    }),
  )
}

/** An option with its displayed text only; the exported value is invisible. */
export function option(value: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(value instanceof PDFArray)) return copier.value('text', value)
  const displayed = value.asArray().at(1) ?? value.asArray().at(0)
  if (value.size() > 1) copier.findings.add('words')
  return displayed === undefined ? undefined : copier.value('text', displayed)
}

/** Whether a field or a descendant is visible. Each field is examined once. */
function isShown(field: PDFDict, copier: Copier, depth = 0): boolean {
  if (copier.shown.has(field)) return true
  const below = copier.entry(field, 'Kids')
  if (!(below instanceof PDFArray) || copier.unshown.has(field) || depth > 40) return false
  copier.unshown.add(field)
  const isSeen = below.asArray().some((item) => {
    const kid = copier.resolved(item)
    return kid instanceof PDFDict && isShown(kid, copier, depth + 1)
  })
  if (isSeen) copier.unshown.delete(field)
  return isSeen
}
