import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  type PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import { concat } from '../../../sealing/bytes.ts'
import { documentProfile } from '../icc.ts'
import { annotation, looks } from './annotations.ts'
import { ROLES, rewrite } from './content.ts'
import { type Copier, isText, rawOf, type Special, textOf } from './copy.ts'
import { cleanFont } from './font-file.ts'
import { cleanImage, codingOf } from './image.ts'
import { inlinePicture } from './inline.ts'
import { cleanJbig2 } from './jbig2.ts'
import { latinBytes, Scan, type Token } from './scan.ts'

const of = (name: string) => PDFName.of(name)

/** Everything that is more than entries of known kinds. */
export const SPECIAL: Readonly<Record<string, Special>> = {
  Annotation: annotation,
  Action: action,
  Codes: codes,
  Element: (object, copier) =>
    object instanceof PDFDict ? copier.dict(object, 'Element', ['ID', 'C']) : undefined,
  Field: field,
  Font: font,
  Function: calculated,
  Glyph: (object, copier) =>
    object instanceof PDFStream ? drawn(object, copier, copier.to.obj({})) : undefined,
  Layer: layer,
  Letters: (object, copier) =>
    object instanceof PDFDict
      ? copier.dict(object, 'Letters', ['FontFamily', 'CharSet', 'CIDSet'])
      : undefined,
  Pattern: pattern,
  Program: program,
  Shading: shading,
  Table: table,
  XObject: xObject,
  above: (value, copier, raw) =>
    value instanceof PDFDict && copier.nameIn(value, 'Type') === 'StructTreeRoot'
      ? copier.copyOf('Reading', raw)
      : copier.value('Element', raw),
  address,
  codes: (value) =>
    value instanceof PDFName && /^[\w-]{1,40}$/.test(value.decodeText()) ? of('Codes') : undefined,
  colour,
  dest: (value, copier) => place(value, copier),
  draws: (value, copier) =>
    isText(value)
      ? textOf(rewrite(new Uint8Array(value.asBytes()), insideOf(copier)).bytes)
      : undefined,
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
    value instanceof PDFDict ? goTo(value, copier) : place(value, copier),
  labels: (value, copier) => tree(value, copier, (item) => copier.value('PageLabel', item)),
  option: (value, copier) =>
    value instanceof PDFArray ? copier.value('[text]', value) : copier.value('text', value),
  order,
  parents: (value, copier) => tree(value, copier, (item) => parent(item, copier)),
  role: (value, copier) =>
    value instanceof PDFName ? of(roleOf(value.decodeText(), copier)) : undefined,
  sized,
}

function known(value: PDFObject): PDFObject | undefined {
  return value instanceof PDFName && value.decodeText() === 'Identity' ? value : undefined
}

// ---- What draws

export function insideOf(copier: Copier) {
  return {
    name: (name: string) => copier.name(name),
    picture: (entries: ReadonlyMap<string, Token>, data: Uint8Array) =>
      inlinePicture(copier, entries, data),
  }
}

/** A stream of words that draw, or several that follow on one another. */
export function drawn(
  streams: PDFStream | readonly PDFStream[],
  copier: Copier,
  dict: PDFDict,
): PDFObject | undefined {
  const list = streams instanceof PDFStream ? [streams] : streams
  const parts = list.flatMap((stream) => [copier.contentsOf(stream), new Uint8Array([10])])
  const content = rewrite(concat(...parts), insideOf(copier))
  if (content.more) copier.found.add('other')
  if (content.replaced) copier.found.add('words')
  if (content.unseen) copier.keeps('unseen', 'text that is not drawn')
  return copier.packed(dict, content.bytes)
}

function xObject(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFStream)) return undefined
  const kind = copier.nameIn(object.dict, 'Subtype')
  if (kind === 'Image') return image(object, copier)
  // A program of another language runs only in printers.
  if (kind !== 'Form' || copier.nameIn(object.dict, 'Subtype2') === 'PS') {
    copier.found.add('scripts')
    return undefined
  }
  return drawn(object, copier, copier.dict(object.dict, 'Form_', ['Name']))
}

function image(stream: PDFStream, copier: Copier): PDFObject {
  const { dict } = stream
  const filters = copier.filtersOf(dict)
  const copy = copier.dict(dict, 'Image', ['Name', 'ID'])
  const [width, height] = [copier.numberIn(dict, 'Width'), copier.numberIn(dict, 'Height')]
  const masks = copier.entry(dict, 'ImageMask') === PDFBool.True
  const channels = masks ? 1 : channelsOf(copier.entry(dict, 'ColorSpace'), copier)
  const bits = masks ? 1 : copier.numberIn(dict, 'BitsPerComponent')
  const rows =
    width === null || height === null || channels === null || bits === null
      ? null
      : { size: Math.ceil((width * channels * bits) / 8), count: height }
  const bytes = new Uint8Array(rawOf(stream))
  try {
    const cleaned = cleanImage({ bytes, filters, rows })
    for (const trace of cleaned.found) copier.found.add(trace)
    const made = copier.stream(copy, cleaned.bytes, cleaned.filter)
    if (cleaned.filter.name === 'JBIG2Decode') symbols(dict, made.dict, copier)
    return made
  } catch {
    copier.keeps('other', `a picture (${codingOf(filters)}) that could not be read`)
    return asItWas(copy, bytes, filters, copier)
  }
}

/** Symbols that several pictures share. */
function symbols(from: PDFDict, to: PDFDict, copier: Copier): void {
  const parms = copier.entry(from, 'DecodeParms')
  const first = copier.resolved(parms instanceof PDFArray ? parms.asArray().at(-1) : parms)
  const shared = first instanceof PDFDict ? copier.entry(first, 'JBIG2Globals') : undefined
  if (!(shared instanceof PDFStream)) return
  const { bytes, more } = cleanJbig2(copier.contentsOf(shared))
  if (more) copier.found.add('other')
  const ref = copier.to.register(copier.packed(copier.to.obj({}), bytes))
  to.set(of('DecodeParms'), copier.to.obj({ JBIG2Globals: ref }))
}

function asItWas(
  copy: PDFDict,
  bytes: Uint8Array<ArrayBuffer>,
  filters: ReturnType<Copier['filtersOf']>,
  copier: Copier,
) {
  copy.set(of('Filter'), copier.array(filters.map(({ name }) => of(name))))
  copy.set(
    of('DecodeParms'),
    copier.array(
      filters.map(({ parms }) =>
        parms.size === 0 ? PDFNull : copier.to.obj(Object.fromEntries(parms)),
      ),
    ),
  )
  const stream = copier.stream(copier.to.obj({}), bytes, { name: 'x', parms: new Map() })
  stream.dict.delete(of('Filter'))
  for (const [key, value] of copy.entries()) stream.dict.set(key, value)
  return stream
}

function pattern(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (object instanceof PDFStream) return drawn(object, copier, copier.dict(object.dict, 'Tiling'))
  return object instanceof PDFDict ? copier.dict(object, 'Shaded') : undefined
}

function shading(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (object instanceof PDFDict) return copier.dict(object, 'Shading')
  if (!(object instanceof PDFStream)) return undefined
  return copier.packed(copier.dict(object.dict, 'Shading'), copier.contentsOf(object))
}

function table(object: PDFObject, copier: Copier): PDFObject | undefined {
  return object instanceof PDFStream
    ? copier.packed(copier.to.obj({}), copier.contentsOf(object))
    : undefined
}

function functions(value: PDFObject, copier: Copier, raw: PDFObject): PDFObject | undefined {
  if (value instanceof PDFArray) return copier.value('[function]', value)
  if (value instanceof PDFName) return NAMED_FUNCTIONS.has(value.decodeText()) ? value : undefined
  return copier.shape('Function', raw)
}
const NAMED_FUNCTIONS = new Set(['Identity', 'Default'])

const CALCULATES = new Set(
  `abs add atan ceiling cos cvi cvr div exp floor idiv ln log mod mul neg round sin sqrt sub truncate and bitshift eq false
   ge gt le lt ne not or true xor if ifelse copy dup exch index pop roll { }`.split(/\s+/),
)

function calculated(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (object instanceof PDFDict) return copier.dict(object, 'Function')
  if (!(object instanceof PDFStream)) return undefined
  const copy = copier.dict(object.dict, 'Function')
  const bytes = copier.contentsOf(object)
  if (copier.numberIn(object.dict, 'FunctionType') !== 4) {
    const size = samples(object.dict, copier)
    if (size < bytes.length) copier.found.add('behind')
    return copier.packed(copy, bytes.subarray(0, size))
  }
  const scan = new Scan(bytes)
  const words: string[] = []
  for (let token = scan.next(); token !== null; token = scan.next()) {
    if (token.is === 'number' || (token.is === 'word' && CALCULATES.has(token.text)))
      words.push(token.text)
    else copier.found.add('other')
  }
  if (scan.remarks) copier.found.add('other')
  return copier.packed(copy, latinBytes(words.join(' ')))
}

/** Bytes of a function that is a table of points. */
function samples(dict: PDFDict, copier: Copier): number {
  const size = copier.entry(dict, 'Size')
  const range = copier.entry(dict, 'Range')
  if (!(size instanceof PDFArray && range instanceof PDFArray)) return 0
  let points = (range.size() / 2) * (copier.numberIn(dict, 'BitsPerSample') ?? 8)
  for (const item of size.asArray()) {
    const count = copier.resolved(item)
    points *= count instanceof PDFNumber ? count.asNumber() : 0
  }
  return Math.ceil(points / 8)
}

// ---- Colours

const DEVICE: Readonly<Record<string, number>> = {
  DeviceGray: 1,
  DeviceRGB: 3,
  DeviceCMYK: 4,
  G: 1,
  RGB: 3,
  CMYK: 4,
  CalGray: 1,
  CalRGB: 3,
  CalCMYK: 4,
  Lab: 3,
  Indexed: 1,
  I: 1,
  Separation: 1,
}

/** How many numbers a point has; `null` where only the page knows. */
export function channelsOf(value: PDFObject | undefined, copier: Copier): number | null {
  if (value instanceof PDFName) return DEVICE[value.decodeText()] ?? null
  if (!(value instanceof PDFArray)) return null
  const kind = copier.resolved(value.asArray()[0])
  const name = kind instanceof PDFName ? kind.decodeText() : ''
  const second = copier.resolved(value.asArray()[1])
  if (name === 'ICCBased')
    return second instanceof PDFStream ? copier.numberIn(second.dict, 'N') : null
  if (name === 'DeviceN') return second instanceof PDFArray ? second.size() : null
  return DEVICE[name] ?? null
}

const INKS = new Set('All None Cyan Magenta Yellow Black Red Green Blue Gray'.split(' '))

function colour(value: PDFObject, copier: Copier): PDFObject | undefined {
  if (value instanceof PDFName) {
    const name = value.decodeText()
    return /^(Device(Gray|RGB|CMYK)|Pattern)$/.test(name) ? value : of(copier.name(name))
  }
  if (!(value instanceof PDFArray)) return undefined
  const items = value.asArray().map((item) => copier.resolved(item))
  const [kind, second, third, fourth] = items
  const raw = value.asArray()
  if (!(kind instanceof PDFName)) return undefined
  const base = (at: number) => {
    const item = raw[at]
    return item === undefined ? undefined : copier.value('colour', item)
  }
  const list = (...parts: readonly (PDFObject | undefined)[]) => {
    const whole = parts.filter((part) => part !== undefined)
    return whole.length === parts.length ? copier.array([kind, ...whole]) : undefined
  }
  switch (kind.decodeText()) {
    case 'DeviceGray':
    case 'DeviceRGB':
    case 'DeviceCMYK':
      return kind
    case 'Pattern':
      return second === undefined ? kind : list(base(1))
    case 'CalGray':
    case 'CalRGB':
    case 'Lab':
      return list(second instanceof PDFDict ? copier.dict(second, 'Calibrated') : undefined)
    case 'ICCBased':
      return profiled(second, copier)
    case 'Indexed':
    case 'I': {
      const colours = base(1)
      const most = third instanceof PDFNumber ? Math.min(255, third.asNumber()) : 255
      const size = (most + 1) * (channelsOf(second, copier) ?? 256)
      const bytes = isText(fourth)
        ? fourth.asBytes()
        : fourth instanceof PDFStream
          ? copier.contentsOf(fourth)
          : null
      if (bytes === null || colours === undefined) return undefined
      if (bytes.length > size + 1) copier.found.add('behind')
      return copier.array([
        of('Indexed'),
        colours,
        PDFNumber.of(most),
        textOf(bytes.subarray(0, size)),
      ])
    }
    case 'Separation': {
      const name = second instanceof PDFName ? inkOf(second, copier) : undefined
      return list(
        name,
        base(2),
        fourth === undefined ? undefined : copier.value('function', raw[3] ?? fourth),
      )
    }
    case 'DeviceN': {
      if (!(second instanceof PDFArray)) return undefined
      const names = second.asArray().map((item) => {
        const name = copier.resolved(item)
        return name instanceof PDFName ? inkOf(name, copier) : of('None')
      })
      if (items.length > 4) copier.found.add('other')
      return list(
        copier.array(names),
        base(2),
        fourth === undefined ? undefined : copier.value('function', raw[3] ?? fourth),
      )
    }
    default:
      return undefined
  }
}

function inkOf(name: PDFName, copier: Copier): PDFName {
  return INKS.has(name.decodeText()) ? name : of(copier.name(name.decodeText()))
}

/** A profile is one of ours. For the inks of a printer there is none: colours are meant as that device means them. */
function profiled(stream: PDFObject | undefined, copier: Copier): PDFObject | undefined {
  if (!(stream instanceof PDFStream)) return undefined
  const channels = copier.numberIn(stream.dict, 'N')
  if (channels === 4) {
    copier.found.add('other')
    return of('DeviceCMYK')
  }
  if (channels !== 1 && channels !== 3) return undefined
  let bytes = new Uint8Array()
  try {
    bytes = copier.contentsOf(stream)
  } catch {
    // What cannot be read is no profile.
  }
  const ours = documentProfile(bytes, channels)
  const same = ours.length === bytes.length && ours.every((byte, at) => byte === bytes[at])
  if (!same) copier.found.add('other')
  const key = `profile ${ours.length} ${ours.subarray(132).join()}`
  const ref = copier.once(key, () => copier.packed(copier.to.obj({ N: channels }), ours))
  return copier.array([of('ICCBased'), ref])
}

// ---- Letters

function font(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const own = copier.nameIn(object, 'Subtype') === 'Type3'
  return copier.dict(object, own ? 'OwnFont' : 'Font', ['Name'])
}

function sized(value: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(value instanceof PDFArray)) return undefined
  const [letters_, size] = value.asArray()
  const made = letters_ === undefined ? undefined : copier.value('Font', letters_)
  const points = size === undefined ? undefined : copier.value('num', size)
  return made === undefined || points === undefined ? undefined : copier.array([made, points])
}

const ENCODINGS =
  /^(Identity-[HV]|(Standard|MacRoman|WinAnsi|MacExpert|PDFDoc)Encoding|[A-Z][\w-]{0,30}-[HV])$/

function encoding(value: PDFObject, copier: Copier, raw: PDFObject): PDFObject | undefined {
  if (value instanceof PDFName) {
    return ENCODINGS.test(value.decodeText()) || /^[HV]$/.test(value.decodeText())
      ? value
      : undefined
  }
  return value instanceof PDFDict ? copier.dict(value, 'Encoding') : copier.shape('Codes', raw)
}

/** Which letter each code is, from a number on. Their names are those of the font, or the document's own. */
function letters(value: PDFObject, copier: Copier, own: boolean): PDFObject | undefined {
  if (!(value instanceof PDFArray)) return undefined
  const items = value.asArray().map((item) => copier.resolved(item))
  return copier.array(
    items.flatMap((item): readonly PDFObject[] => {
      if (item instanceof PDFNumber) return [item]
      if (!(item instanceof PDFName)) return []
      const name = item.decodeText()
      return [own || !/^[\w.-]{1,40}$/.test(name) ? of(copier.name(name)) : item]
    }),
  )
}

function program(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFStream)) return undefined
  const bytes = copier.contentsOf(object)
  const copy = copier.to.obj({})
  for (const key of ['Length1', 'Length2', 'Length3', 'Subtype']) {
    const value = copier.entry(object.dict, key)
    const kept =
      value === undefined ? undefined : copier.value(key === 'Subtype' ? 'name' : 'num', value)
    if (kept !== undefined) copy.set(of(key), kept)
  }
  try {
    const { bytes: clean, more } = cleanFont(bytes)
    if (more) copier.found.add('other')
    if (copy.has(of('Length1')) && clean.length !== bytes.length)
      copy.set(of('Length1'), PDFNumber.of(clean.length))
    return copier.packed(copy, clean)
  } catch {
    copier.keeps('other', 'a font that could not be read')
    return copier.packed(copy, bytes)
  }
}

/** Which sign each code is: only that, written anew. */
function codes(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFStream)) return undefined
  const scan = new Scan(copier.contentsOf(object))
  const lines: string[] = []
  let [items, open]: [Token[], string | null] = [[], null]
  for (let token = scan.next(); token !== null; token = scan.next()) {
    if (token.is !== 'word') {
      items.push(token)
      continue
    }
    const [, begins, name] =
      /^(begin|end)(codespacerange|bfchar|bfrange|cidchar|cidrange|notdefchar|notdefrange)$/.exec(
        token.text,
      ) ?? []
    if (begins === 'begin' && name !== undefined) open = name
    else if (begins === 'end' && name === open && name !== undefined) {
      const texts = items.flatMap(codeOf)
      const size = /char$/.test(name) ? 2 : name === 'codespacerange' ? 2 : 3
      for (let at = 0; at + size <= texts.length; at += size * 100) {
        const some = texts.slice(at, at + size * 100)
        lines.push(`${Math.floor(some.length / size)} begin${name}`, some.join(' '), `end${name}`)
      }
      open = null
    } else if (token.text === 'usecmap') {
      const base = items.at(-1)
      if (base?.is === 'name' && ENCODINGS.test(base.text)) lines.unshift(`/${base.text} usecmap`)
    }
    items = []
  }
  const text = [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Codes def /CMapType 2 def',
    ...lines,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n')
  return copier.packed(copier.dict(object.dict, 'Codes_'), latinBytes(text))
}

function codeOf(token: Token): readonly string[] {
  if (token.is === 'text') return [`<${hexOf(token.bytes)}>`]
  if (token.is === 'number') return [token.text]
  return token.is === 'list' ? [`[${token.items.flatMap(codeOf).join(' ')}]`] : []
}

export function hexOf(bytes: string): string {
  let hex = ''
  for (let at = 0; at < bytes.length; at += 1)
    hex += bytes.charCodeAt(at).toString(16).padStart(2, '0')
  return hex
}

// ---- Layers, reading order, forms

function layer(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const kind = copier.nameIn(object, 'Type')
  if (kind !== 'OCG' && kind !== 'OCMD') return undefined
  const copy = copier.dict(object, 'Layer')
  if (kind === 'OCG') {
    copy.set(of('Name'), textOf(latinBytes('Layer')))
    const name = copier.entry(object, 'Name')
    if (!isText(name) || name.decodeText() !== 'Layer') copier.found.add('words')
  }
  return copy
}

/** When something is seen, by which layers are. */
function expression(value: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(value instanceof PDFArray)) return undefined
  const items = value.asArray().map((item) => {
    const plain = copier.resolved(item)
    if (plain instanceof PDFArray) return copier.value('expression', plain)
    return plain instanceof PDFName ? copier.value('name', plain) : copier.value('Layer', item)
  })
  return copier.array(items.filter((item) => item !== undefined))
}

function order(value: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(value instanceof PDFArray)) return undefined
  const items = value.asArray().map((item) => {
    const plain = copier.resolved(item)
    return plain instanceof PDFArray ? copier.value('order', plain) : copier.value('Layer', item)
  })
  return copier.array(items.filter((item) => item !== undefined))
}

/** A tree of numbers, as one list. */
function tree(
  root: PDFObject,
  copier: Copier,
  copy: (item: PDFObject) => PDFObject | undefined,
): PDFObject | undefined {
  if (!(root instanceof PDFDict)) return undefined
  const list: PDFObject[] = []
  const seen = new Set<PDFObject>()
  const open: PDFObject[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!(node instanceof PDFDict) || seen.has(node)) continue
    seen.add(node)
    const [numbers, below] = [copier.entry(node, 'Nums'), copier.entry(node, 'Kids')]
    if (below instanceof PDFArray) {
      for (const kid of below.asArray().toReversed()) {
        const plain = copier.resolved(kid)
        if (plain !== undefined) open.push(plain)
      }
    }
    if (!(numbers instanceof PDFArray)) continue
    const items = numbers.asArray()
    for (let at = 0; at + 1 < items.length; at += 2) {
      const [number, item] = [copier.resolved(items[at]), items[at + 1]]
      const made = item === undefined ? undefined : copy(item)
      if (number instanceof PDFNumber && made !== undefined) list.push(number, made)
    }
  }
  const made = copier.to.obj({})
  made.set(of('Nums'), copier.array(list))
  return made
}

function parent(item: PDFObject, copier: Copier): PDFObject | undefined {
  const plain = copier.resolved(item)
  if (!(plain instanceof PDFArray)) return copier.value('Element', item)
  return copier.array(plain.asArray().map((one) => copier.value('Element', one) ?? PDFNull))
}

/** Standard roles, and those that the document says are like one. */
function roleOf(name: string, copier: Copier): string {
  let now = name
  for (let n = 0; n < 8 && !ROLES.has(now); n += 1) now = copier.roles.get(now) ?? 'Div'
  return ROLES.has(now) ? now : 'Div'
}

/** What an element holds: numbers of pieces of a page, other elements, and what stands beside the words. */
function kids(value: PDFObject, copier: Copier, raw: PDFObject): PDFObject | undefined {
  const items = value instanceof PDFArray ? value.asArray() : [raw]
  const copies = items.map((item) => {
    const plain = copier.resolved(item)
    if (plain instanceof PDFNumber) return plain
    if (!(plain instanceof PDFDict)) return undefined
    const kind = copier.nameIn(plain, 'Type')
    if (kind === 'MCR' || plain.has(of('MCID'))) return piece(plain, copier)
    if (kind === 'OBJR' || plain.has(of('Obj'))) return beside(plain, copier)
    return copier.value('Element', item)
  })
  return copier.array(copies.filter((copy) => copy !== undefined))
}

function piece(dict: PDFDict, copier: Copier): PDFObject | undefined {
  const number = copier.numberIn(dict, 'MCID')
  if (number === null) return undefined
  const copy = copier.to.obj({ Type: 'MCR', MCID: number })
  const page = pageOf(dict.get(of('Pg')), copier)
  if (page !== undefined) copy.set(of('Pg'), page)
  const stream = dict.get(of('Stm'))
  const form = stream === undefined ? undefined : copier.copyOf('XObject', stream)
  if (form !== undefined) copy.set(of('Stm'), form)
  return copy
}

function beside(dict: PDFDict, copier: Copier): PDFObject | undefined {
  const object = dict.get(of('Obj'))
  const made =
    object === undefined
      ? undefined
      : (copier.copyOf('Annotation', object) ??
        copier.copyOf('Field', object) ??
        copier.copyOf('XObject', object))
  if (made === undefined) return undefined
  const copy = copier.to.obj({ Type: 'OBJR', Obj: made })
  const page = pageOf(dict.get(of('Pg')), copier)
  if (page !== undefined) copy.set(of('Pg'), page)
  return copy
}

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

function field(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const copy = copier.dict(object, 'Field', ['DV', 'T', 'V'])
  const said = copier.entry(object, 'T')
  // What a program calls it is never seen.
  if (isText(said)) copy.set(of('T'), textOf(latinBytes(copier.name(`field ${said.decodeText()}`))))
  const shown = copier.isShown(object)
  if (!shown) for (const key of OF_A_LOOK) if (copy.delete(of(key))) copier.found.add('words')
  const value = copier.entry(object, 'V')
  if (value === undefined) return copy
  const secret = ((copier.numberIn(object, 'Ff') ?? 0) & (1 << 13)) > 0
  const rule = value instanceof PDFName ? 'free' : value instanceof PDFArray ? '[text]' : 'text'
  const kept = shown && !secret ? copier.value(rule, value) : undefined
  if (kept !== undefined) copy.set(of('V'), kept)
  else copier.found.add(value instanceof PDFDict ? 'signature' : 'words')
  return copy
}

// ---- Where links lead

export function pageOf(object: PDFObject | undefined, copier: Copier): PDFRef | undefined {
  const page = copier.resolved(object)
  return page === undefined ? undefined : copier.pages.get(page)
}

/** A place in the document itself, said in full: the names of places are chosen by people and programs. */
function place(value: PDFObject, copier: Copier): PDFArray | undefined {
  let now: PDFObject | undefined = value
  for (let n = 0; n < 3 && !(now instanceof PDFArray); n += 1) {
    if (now instanceof PDFDict) now = copier.entry(now, 'D')
    else if (now instanceof PDFName) now = copier.resolved(copier.places.get(now.decodeText()))
    else if (isText(now)) now = copier.resolved(copier.places.get(now.decodeText()))
  }
  if (!(now instanceof PDFArray)) return undefined
  const [first, ...rest] = now.asArray()
  const target = copier.resolved(first)
  const page =
    target instanceof PDFNumber
      ? [...copier.pages.values()][target.asNumber()]
      : pageOf(first, copier)
  if (page === undefined) return undefined
  const how = rest.map((item) => {
    const plain = copier.resolved(item)
    return plain instanceof PDFNumber || plain instanceof PDFName
      ? (copier.value('value', plain) ?? PDFNull)
      : PDFNull
  })
  return copier.array([page, ...how])
}

function goTo(dict: PDFDict, copier: Copier): PDFObject | undefined {
  const to = copier.entry(dict, 'D')
  if (copier.nameIn(dict, 'S') === 'GoTo' && to !== undefined) return place(to, copier)
  // Anything else would be done without being asked.
  copier.found.add('scripts')
  return undefined
}

const LEADS_AWAY = new Set(['GoToR', 'GoToE', 'Thread', 'URI'])

function action(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const does = copier.nameIn(object, 'S')
  if (does === 'GoTo' || does === 'URI' || does === 'Named') {
    const copy = copier.dict(object, 'Action', ['IsMap', 'Next', 'NewWindow'])
    if (object.has(of('Next'))) copier.found.add('scripts')
    const needs = does === 'GoTo' ? 'D' : does === 'URI' ? 'URI' : 'N'
    if (copy.has(of(needs))) return copy
    if (does === 'GoTo') return undefined
  }
  copier.found.add(LEADS_AWAY.has(does ?? '') ? 'links' : 'scripts')
  return undefined
}

/** Only what a browser or a mail program opens at a press. */
function address(value: PDFObject): PDFObject | undefined {
  if (!isText(value)) return undefined
  const text = value.decodeText()
  return /^(https?:\/\/|mailto:|tel:)/i.test(text) && !/^https?:\/\/[^/]*@/i.test(text)
    ? textOf(value.asBytes())
    : undefined
}
