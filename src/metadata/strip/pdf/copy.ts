import {
  PDFArray,
  PDFBool,
  PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib'
import type { Bytes } from '../../../sealing/bytes.ts'
import { FileRefused, type Stay, type Trace } from '../../trace.ts'
import { xmpIn } from '../xmp.ts'
import { type Filter, filterNamed, type Parms, unpack } from './filters.ts'
import { deflated, FLATE } from './image.ts'
import { literal, written } from './scan.ts'
import { NAMES, QUIET, SAYS, SHAPES } from './shapes.ts'

/** How something is copied that is more than a list of entries. `undefined` for what is left out. */
export type Special = (
  object: PDFObject,
  copier: Copier,
  /** The same, or the reference to it. */
  raw: PDFObject,
) => PDFObject | undefined

interface Task {
  readonly target: PDFObject
  readonly rule: string
  readonly to: PDFRef
  readonly place: string
}

/** Objects that are copied, their parts included: more are a trap. */
const MOST_OBJECTS = 4_000_000
/** Lists in lists. */
const DEEPEST = 40

const PLAIN = /^[\w +,.-]{1,64}$/

/**
 * Writes a new document out of what rules know of an old one. What is not named by a rule, or is not what the rule
 * says, is not copied (T-147).
 */
export class Copier {
  readonly from: PDFContext
  readonly to: PDFContext = PDFContext.create()
  readonly found = new Set<Trace>()
  readonly stays = new Map<string, Stay>()
  readonly #special: ReadonlyMap<string, Special>
  readonly #queue: Task[] = []
  readonly #copied = new Map<string, PDFRef>()
  readonly #names = new Map<string, string>()
  /** Pages of the old document by their reference: what no page leads to is none. */
  readonly pages = new Map<PDFObject, PDFRef>()
  /** Places of the document that have a name, and kinds of pieces that are like a standard one. */
  readonly places = new Map<string, PDFObject>()
  readonly roles = new Map<string, string>()
  /** Fields that are seen on some page. */
  readonly shown = new Set<PDFObject>()
  /** Where what is copied now was first met. */
  place = 'the document'
  #objects = 0
  #depth = 0

  constructor(from: PDFContext, special: Readonly<Record<string, Special>>) {
    this.from = from
    this.#special = new Map(Object.entries(special))
  }

  /** Says that something is still there, once for each place. */
  keeps(kind: Trace, what: string): void {
    const place = `${what} on ${this.place}`.replace(' on the document', '')
    this.stays.set(`${kind} ${place}`, { kind, place })
  }

  /** Copies what was put off. */
  finish(): void {
    for (let task = this.#queue.shift(); task !== undefined; task = this.#queue.shift()) {
      this.place = task.place
      const copy = this.#shaped(task.target, task.rule)
      if (copy !== undefined) this.to.assign(task.to, copy)
    }
  }

  /** The thing itself, behind however many references. */
  resolved(object: PDFObject | undefined): PDFObject | undefined {
    let now = object
    for (let n = 0; now instanceof PDFRef; n += 1) {
      if (n > DEEPEST) return undefined
      now = this.from.lookup(now)
    }
    return now
  }

  entry(dict: PDFDict, key: string): PDFObject | undefined {
    return this.resolved(dict.get(PDFName.of(key)))
  }

  /** The name that stands there, without its mark. */
  nameIn(dict: PDFDict, key: string): string | null {
    const value = this.entry(dict, key)
    return value instanceof PDFName ? value.decodeText() : null
  }

  numberIn(dict: PDFDict, key: string): number | null {
    const value = this.entry(dict, key)
    return value instanceof PDFNumber ? value.asNumber() : null
  }

  /** Names that a document chose say nothing to a reader, and may say much to a person: each gets another one. */
  name(own: string): string {
    if (own === 'Off' || /^Default(RGB|Gray|CMYK)$/.test(own)) return own
    const known = this.#names.get(own)
    if (known !== undefined) return known
    const next = `N${this.#names.size + 1}`
    this.#names.set(own, next)
    return next
  }

  value(rule: string, object: PDFObject): PDFObject | undefined {
    this.#objects += 1
    if (this.#objects > MOST_OBJECTS) throw new FileRefused('broken')
    const list = /^\[(\w+)\]$/.exec(rule)?.[1]
    if (list !== undefined) return this.#list(list, object)
    const chosen = /^\{(\w+)\}$/.exec(rule)?.[1]
    if (chosen !== undefined) return this.#chosen(chosen, object)
    if (/^[A-Z]/.test(rule)) return this.shape(rule, object)
    const value = this.resolved(object)
    return value === undefined ? undefined : this.#leaf(rule, value, object)
  }

  /** A dictionary or stream: one that is shared stays shared. */
  shape(rule: string, object: PDFObject): PDFObject | undefined {
    if (!(object instanceof PDFRef)) return this.#shaped(object, rule)
    const target = this.resolved(object)
    if (!(target instanceof PDFDict || target instanceof PDFStream)) return undefined
    const key = `${object.tag} ${rule}`
    const known = this.#copied.get(key)
    if (known !== undefined) return known
    const to = this.to.nextRef()
    this.#copied.set(key, to)
    this.#queue.push({ target, rule, to, place: this.place })
    return to
  }

  /** One thing of ours that several need. */
  once(key: string, make: () => PDFObject): PDFRef {
    const known = this.#copied.get(key)
    if (known !== undefined) return known
    const made = this.to.register(make())
    this.#copied.set(key, made)
    return made
  }

  /** Whether a field or one below it is seen. */
  isShown(field: PDFDict, depth = 0): boolean {
    if (this.shown.has(field)) return true
    const below = this.entry(field, 'Kids')
    if (!(below instanceof PDFArray) || depth > DEEPEST) return false
    return below.asArray().some((item) => {
      const kid = this.resolved(item)
      return kid instanceof PDFDict && this.isShown(kid, depth + 1)
    })
  }

  /** Where the copy of it is, if there is one yet. */
  copyOf(rule: string, object: PDFObject): PDFRef | undefined {
    return object instanceof PDFRef ? this.#copied.get(`${object.tag} ${rule}`) : undefined
  }

  #shaped(object: PDFObject, rule: string): PDFObject | undefined {
    return this.#deeper(() => {
      const special = this.#special.get(rule)
      if (special !== undefined) return special(object, this, object)
      return object instanceof PDFDict ? this.dict(object, rule) : undefined
    })
  }

  #deeper<T>(copy: () => T | undefined): T | undefined {
    if (this.#depth > DEEPEST) return undefined
    this.#depth += 1
    try {
      return copy()
    } finally {
      this.#depth -= 1
    }
  }

  /** The entries that the rules of a shape name. */
  dict(from: PDFDict, shape: string, quiet: readonly string[] = []): PDFDict {
    const rules = SHAPES.get(shape)
    if (rules === undefined) throw new Error(`no shape ${shape}`)
    const copy = this.to.obj({})
    for (const [key, object] of from.entries()) {
      const name = key.decodeText()
      const rule = rules.get(name)
      if (this.resolved(object) === undefined) continue
      const value = rule === undefined ? undefined : this.value(rule, object)
      if (value !== undefined) copy.set(PDFName.of(name), value)
      else if (name === 'Metadata') this.#described(object)
      else if (!QUIET.has(name) && !quiet.includes(name)) this.found.add(SAYS[name] ?? 'other')
    }
    return copy
  }

  /** A description in XMP. It is read only to say what stood there. */
  #described(object: PDFObject): void {
    const stream = this.resolved(object)
    let bytes = new Uint8Array()
    try {
      if (stream instanceof PDFStream) bytes = this.contentsOf(stream)
    } catch {
      // Then it says nothing.
    }
    for (const trace of xmpIn(bytes)) this.found.add(trace)
  }

  #list(rule: string, object: PDFObject): PDFArray | undefined {
    const value = this.resolved(object)
    const items = value instanceof PDFArray ? value.asArray() : [object]
    const copies = this.#deeper(() => items.map((item) => this.value(rule, item))) ?? []
    return this.array(copies.filter((copy) => copy !== undefined))
  }

  #chosen(rule: string, object: PDFObject): PDFDict | undefined {
    const value = this.resolved(object)
    if (!(value instanceof PDFDict)) return undefined
    const copy = this.to.obj({})
    for (const [key, item] of value.entries()) {
      const made = this.value(rule, item)
      if (made !== undefined) copy.set(PDFName.of(this.name(key.decodeText())), made)
      else if (this.resolved(item) !== undefined) this.found.add('other')
    }
    return copy
  }

  array(items: readonly PDFObject[]): PDFArray {
    const array = PDFArray.withContext(this.to)
    for (const item of items) array.push(item)
    return array
  }

  #leaf(rule: string, value: PDFObject, raw: PDFObject): PDFObject | undefined {
    switch (rule) {
      case 'num':
        return value instanceof PDFNumber ? numberOf(value) : undefined
      case 'bool':
        return value instanceof PDFBool ? value : undefined
      case 'name':
        return value instanceof PDFName && NAMES.has(value.decodeText()) ? value : undefined
      case 'nums':
        return this.#nested(value, (item) =>
          item instanceof PDFNumber ? numberOf(item) : undefined,
        )
      case 'bools':
        return this.#nested(value, (item) => (item instanceof PDFBool ? item : undefined))
      case 'value':
        return this.#known(value)
      case 'text':
        return isText(value) ? textOf(value.asBytes()) : undefined
      case 'lang':
        return isText(value) && /^[a-z]{2,3}(-[a-z0-9]{2,4}){0,3}$/i.test(value.decodeText())
          ? textOf(value.asBytes())
          : undefined
      case 'short':
        return isText(value) && /^[\w-]{1,24}$/.test(value.decodeText())
          ? textOf(value.asBytes())
          : undefined
      case 'version':
        return value instanceof PDFName && /^\d\.\d$/.test(value.decodeText()) ? value : undefined
      case 'free':
        return value instanceof PDFName ? PDFName.of(this.name(value.decodeText())) : undefined
      case 'font':
        // A font that somebody gave a path for a name has none.
        return value instanceof PDFName
          ? PLAIN.test(value.decodeText())
            ? value
            : PDFName.of('Font')
          : undefined
      case 'page':
        return this.pages.get(value)
      default: {
        const special = this.#special.get(rule)
        if (special === undefined) throw new Error(`no rule ${rule}`)
        return this.#deeper(() => special(value, this, raw))
      }
    }
  }

  #known(value: PDFObject): PDFObject | undefined {
    const leaf = (item: PDFObject) => {
      if (item instanceof PDFNumber) return numberOf(item)
      return item instanceof PDFName && NAMES.has(item.decodeText()) ? item : undefined
    }
    return value instanceof PDFArray ? this.#nested(value, leaf) : leaf(value)
  }

  #nested(
    value: PDFObject,
    leaf: (item: PDFObject) => PDFObject | undefined,
    depth = 0,
  ): PDFArray | undefined {
    if (!(value instanceof PDFArray) || depth > 3) return undefined
    const items: PDFObject[] = []
    for (const item of value.asArray()) {
      const plain = this.resolved(item)
      if (plain === undefined) continue
      this.#objects += 1
      if (this.#objects > MOST_OBJECTS) throw new FileRefused('broken')
      const copy = plain instanceof PDFArray ? this.#nested(plain, leaf, depth + 1) : leaf(plain)
      if (copy !== undefined) items.push(copy)
      else this.found.add('other')
    }
    return this.array(items)
  }

  /** How a stream is packed, by the full names. */
  filtersOf(dict: PDFDict): readonly Filter[] {
    const list = (key: string, short: string): readonly (PDFObject | undefined)[] => {
      const value = this.entry(dict, key) ?? this.entry(dict, short)
      if (value === undefined) return []
      return value instanceof PDFArray
        ? value.asArray().map((item) => this.resolved(item))
        : [value]
    }
    const parms = list('DecodeParms', 'DP')
    return list('Filter', 'F').flatMap((filter, at) => {
      if (!(filter instanceof PDFName)) return []
      return [filterNamed(filter.decodeText(), this.#parms(parms[at]))]
    })
  }

  #parms(object: PDFObject | undefined): Parms {
    const parms = new Map<string, number | boolean>()
    if (!(object instanceof PDFDict)) return parms
    for (const [key, item] of object.entries()) {
      const value = this.resolved(item)
      if (value instanceof PDFNumber) parms.set(key.decodeText(), value.asNumber())
      if (value instanceof PDFBool) parms.set(key.decodeText(), value.asBoolean())
    }
    return parms
  }

  /** What is in a stream that is no picture. @throws FileRefused */
  contentsOf(stream: PDFStream): Bytes {
    const { bytes, picture } = unpack(rawOf(stream), this.filtersOf(stream.dict))
    if (picture !== null) throw new FileRefused('broken')
    return bytes
  }

  /** A new stream of such entries. */
  stream(dict: PDFDict, bytes: Bytes, { name, parms }: Filter): PDFRawStream {
    dict.set(PDFName.of('Filter'), PDFName.of(name))
    if (parms.size > 0) {
      dict.set(PDFName.of('DecodeParms'), this.to.obj(Object.fromEntries(parms)))
    }
    return PDFRawStream.of(dict, bytes)
  }

  packed(dict: PDFDict, bytes: Uint8Array): PDFRawStream {
    return this.stream(dict, deflated(bytes), FLATE)
  }
}

export function rawOf(stream: PDFStream): Uint8Array {
  return stream instanceof PDFRawStream ? stream.contents : stream.getContents()
}

export function isText(value: PDFObject | undefined): value is PDFString | PDFHexString {
  return value instanceof PDFString || value instanceof PDFHexString
}

/** One spelling for each text. */
export function textOf(bytes: Uint8Array): PDFHexString | PDFString {
  if (bytes.length < 4096 && bytes.every((byte) => byte > 31 && byte < 127)) {
    return PDFString.of(literal(String.fromCharCode(...bytes)).slice(1, -1))
  }
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return PDFHexString.of(hex)
}

function numberOf(value: PDFNumber): PDFNumber {
  return PDFNumber.of(Number(written(value.asNumber())))
}
