import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import { FileRefused, type MetadataFinding } from '../../metadata-finding.ts'
import { eachOnce, type Stay, type StayKind, type StayLocation } from '../../stay.ts'
import { isAdmitted } from './admitted.ts'
import { LEAF_VALUES } from './leaves.ts'
import { DEEPEST, Old } from './old.ts'
import { QUIET, SAYS, SHAPES } from './shapes.ts'
import { described } from './streams.ts'

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
  readonly place: StayLocation
}

/** Objects that are copied, their parts included: more are a trap. */
const MOST_OBJECTS = 4_000_000

/**
 * Writes a new document out of what rules know of an old one. What is not named by a rule, or is not what the rule
 * says, is not copied (T-147).
 */
export class Copier extends Old {
  readonly to: PDFContext = PDFContext.create()
  readonly findings = new Set<MetadataFinding>()
  /** What stays, and in what: it is said only where that is copied in the end. */
  readonly #stays: { readonly stay: Stay; readonly owner: PDFDict | null }[] = []
  readonly #special: ReadonlyMap<string, Special>
  readonly #queue: Task[] = []
  readonly #copied = new Map<string, PDFRef>()
  readonly #within = new Set<string>()
  readonly #names = new Map<string, string>()
  /** Pages of the old document by their reference: what no page leads to is none. */
  readonly pages = new Map<PDFObject, PDFRef>()
  /** Places of the document that have a name, and kinds of pieces that are like a standard one. */
  readonly places = new Map<string, PDFObject>()
  readonly roles = new Map<string, string>()
  /** New numbers of marked pieces, by what draws them and by the number that this has itself. */
  readonly pieces = new Map<PDFObject, ReadonlyMap<number, number>>()
  readonly holders = new Map<number, ReadonlyMap<number, number>>()
  /** The page of the element that is copied now. */
  elementPage: PDFObject | undefined
  /** Fonts, and where the program of one was first met. */
  readonly fonts: PDFDict[] = []
  readonly programs = new Map<PDFDict, StayLocation>()
  /** Fields that are seen on some page. */
  readonly shown = new Set<PDFObject>()
  /** Fields below which none was seen. */
  readonly unshown = new Set<PDFObject>()
  /** What pages offer to draw with, and which of it is drawn with. */
  readonly offers: { readonly copy: PDFDict; readonly from: PDFDict }[] = []
  /** By what offers it; `null` for what may be drawn with anywhere. */
  readonly used = new Map<PDFObject | null, Set<string>>()
  isHiddenLayer: (layer: PDFObject) => boolean = () => false
  /** Where what is copied now was first met. */
  place: StayLocation = { at: 'document' }
  #objects = 0
  #depth = 0

  constructor(from: PDFContext, special: Readonly<Record<string, Special>>) {
    super(from)
    this.#special = new Map(Object.entries(special))
  }

  /** Says that something is still there, once for each place. */
  keeps(kind: StayKind, owner: PDFDict | null = null): void {
    this.#stays.push({ stay: { kind, place: this.place }, owner })
  }

  staying(copied: ReadonlySet<PDFObject>): readonly Stay[] {
    const all = this.#stays.filter(({ owner }) => owner === null || copied.has(owner))
    return eachOnce(all.map(({ stay }) => stay))
  }

  /** Copies what was put off. */
  finish(): void {
    // What is copied puts off more.
    for (const { target, rule, to, place } of this.#queue) {
      this.place = place
      const copy = this.#shaped(target, rule)
      if (copy !== undefined) this.to.assign(to, copy)
    }
    this.#queue.length = 0
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

  /** The same, for a name that something is drawn by. */
  drawnName(own: string, offer: PDFObject | null = null): string {
    const name = this.name(own)
    const names = this.used.get(offer) ?? new Set()
    this.used.set(offer, names.add(name))
    return name
  }

  count(): void {
    this.#objects += 1
    if (this.#objects > MOST_OBJECTS) throw new FileRefused('broken')
  }

  value(rule: string, object: PDFObject): PDFObject | undefined {
    this.count()
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
    if (!isAdmitted(rule, target, this)) return undefined
    const key = `${object.tag} ${rule}`
    const known = this.#copied.get(key)
    if (known !== undefined) return known
    const to = this.to.nextRef()
    this.#copied.set(key, to)
    this.#queue.push({ target, rule, to, place: this.place })
    return to
  }

  /** A list that others may hold too: copied once, and not within itself. */
  shared(rule: string, object: PDFObject): PDFObject | undefined {
    if (!(object instanceof PDFRef)) return this.value(rule, object)
    const key = `${object.tag} ${rule}`
    const known = this.#copied.get(key)
    if (known !== undefined) return known
    if (this.#within.has(key)) return undefined
    this.#within.add(key)
    const copy = this.value(rule, object)
    this.#within.delete(key)
    return copy === undefined ? undefined : this.once(key, () => copy)
  }

  /** One thing of ours that several need. */
  once(key: string, make: () => PDFObject): PDFRef {
    const known = this.#copied.get(key)
    if (known !== undefined) return known
    const made = this.to.register(make())
    this.#copied.set(key, made)
    return made
  }

  /** Where the copy of it is, if there is one yet. */
  copyOf(rule: string, object: PDFObject): PDFRef | undefined {
    return object instanceof PDFRef ? this.#copied.get(`${object.tag} ${rule}`) : undefined
  }

  #shaped(object: PDFObject, rule: string): PDFObject | undefined {
    if (!isAdmitted(rule, object, this)) return undefined
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
    if (shape === 'Resources') this.offers.push({ copy, from })
    // In an order of ours.
    for (const [name, rule] of rules) {
      const object = from.get(PDFName.of(name))
      if (object === undefined || this.resolved(object) === undefined) continue
      const value = this.value(rule, object)
      if (value !== undefined) copy.set(PDFName.of(name), value)
      else this.#says(name, object, quiet)
    }
    for (const [key, object] of from.entries()) {
      const name = key.decodeText()
      if (!rules.has(name) && this.resolved(object) !== undefined) this.#says(name, object, quiet)
    }
    return copy
  }

  /** What is not copied. */
  #says(name: string, object: PDFObject, quiet: readonly string[]): void {
    if (name === 'Metadata') described(object, this, this.findings)
    else if (!QUIET.has(name) && !quiet.includes(name)) this.findings.add(SAYS[name] ?? 'other')
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
    // In the order in which they are drawn with.
    const place = ([key]: readonly [PDFName, PDFObject]) =>
      Number(this.#names.get(key.decodeText())?.slice(1) ?? Number.MAX_SAFE_INTEGER)
    for (const [key, item] of value.entries().toSorted((a, b) => place(a) - place(b))) {
      const made = this.value(rule, item)
      if (made !== undefined) copy.set(PDFName.of(this.name(key.decodeText())), made)
      else if (this.resolved(item) !== undefined) this.findings.add('other')
    }
    return copy
  }

  array(items: readonly PDFObject[]): PDFArray {
    const array = PDFArray.withContext(this.to)
    for (const item of items) array.push(item)
    return array
  }

  #leaf(rule: string, value: PDFObject, raw: PDFObject): PDFObject | undefined {
    const leaf = LEAF_VALUES[rule]
    if (leaf !== undefined) return leaf(value, this)
    const special = this.#special.get(rule)
    if (special === undefined) throw new Error(`no rule ${rule}`)
    return this.#deeper(() => special(value, this, raw))
  }
}
