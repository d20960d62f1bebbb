import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib'
import { FileRefused, type MetadataFinding } from '../../metadata-finding.ts'
import { eachOnce, type Stay, type StayKind, type StayLocation } from '../../stay.ts'
import { isAdmitted } from './admitted.ts'
import { LEAF_VALUES } from './leaves.ts'
import { DEEPEST, Old } from './old.ts'
import { QUIET, SAYS, SHAPES } from './shapes.ts'
import { described } from './streams.ts'

/** Copies an object that is more than a dictionary of known entries; `undefined` omits it. */
export type Special = (
  object: PDFObject,
  copier: Copier,
  /** The object, or the reference to it. */
  raw: PDFObject,
) => PDFObject | undefined

interface Task {
  readonly target: PDFObject
  readonly rule: string
  readonly to: PDFRef
  readonly location: StayLocation
}

/** Most objects of a copy, parts included. */
const MOST_OBJECTS = 4_000_000

/**
 * Writes a new document from the objects of the old one that rules know. An entry without a rule, or with a value that
 * its rule does not admit, is not copied (T-147).
 */
export class Copier extends Old {
  readonly to: PDFContext = PDFContext.create()
  readonly findings = new Set<MetadataFinding>()
  /** What stays, with the object that contains it: reported only if that object is in the final copy. */
  readonly #stays: { readonly stay: Stay; readonly owner: PDFDict | null }[] = []
  readonly #special: ReadonlyMap<string, Special>
  readonly #queue: Task[] = []
  readonly #copied = new Map<string, PDFRef>()
  readonly #within = new Set<string>()
  readonly #names = new Map<string, string>()
  /** Names of the glyphs of Type 3 fonts, until each font gives its own. */
  readonly glyphs = new Map<string, string>()
  /** Names that the document chose, by the neutral ones. */
  readonly chosen = new Map<string, string>()
  /** New pages by the reference of the old ones; anything that no page tree leads to is no page. */
  readonly pages = new Map<PDFObject, PDFRef>()
  /** New pages in order. One that stands in several places has a copy for each, of which `pages` lists the first. */
  readonly inOrder: PDFRef[] = []
  /** Number and original of a new page. */
  readonly originals = new Map<PDFObject, { readonly n: number; readonly page: PDFDict }>()
  /** Named destinations, and the standard type of each custom structure type. */
  readonly destinations = new Map<string, PDFObject>()
  readonly roles = new Map<string, string>()
  /** New MCIDs by the stream that contains them, and by its number in the parent tree. */
  readonly pieces = new Map<PDFObject, ReadonlyMap<number, number>>()
  readonly holders = new Map<number, ReadonlyMap<number, number>>()
  /** Page of the structure element that is being copied. */
  elementPage: PDFObject | undefined
  /** Fonts, and the location where each font program was first used. */
  readonly fonts: PDFDict[] = []
  readonly programs = new Map<PDFDict, StayLocation>()
  /** Form fields that are visible on some page. */
  readonly shown = new Set<PDFObject>()
  /** Form fields known to have no visible descendant. */
  readonly unshown = new Set<PDFObject>()
  /** Resource dictionaries of the copy, with their originals. */
  readonly offers: { readonly copy: PDFDict; readonly from: PDFDict }[] = []
  /** Whether something was dropped after what it draws or names was copied. */
  isUnfinished = false
  /** Names of used resources by their dictionary; `null` for those that anything may use. */
  readonly used = new Map<PDFObject | null, Set<string>>()
  isHiddenLayer: (layer: PDFObject) => boolean = () => false
  /** Location where the object being copied was first met. */
  location: StayLocation = { at: 'document' }
  #objects = 0
  #depth = 0

  constructor(from: PDFContext, special: Readonly<Record<string, Special>>) {
    super(from)
    this.#special = new Map(Object.entries(special))
  }

  addPage(page: PDFDict): PDFRef {
    const ref = this.to.nextRef()
    this.inOrder.push(ref)
    if (!this.pages.has(page)) this.pages.set(page, ref)
    this.originals.set(ref, { n: this.inOrder.length, page })
    return ref
  }

  /** Reports that something stays, at the current location. */
  keeps(kind: StayKind, owner: PDFDict | null = null): void {
    this.#stays.push({ stay: { kind, place: this.location }, owner })
  }

  staying(copied: ReadonlySet<PDFObject>): readonly Stay[] {
    const all = this.#stays.filter(({ owner }) => owner === null || copied.has(owner))
    return eachOnce(all.map(({ stay }) => stay))
  }

  /** Copies the queued objects. */
  finish(): void {
    // The queue grows while it is processed.
    for (const { target, rule, to, location: place } of this.#queue) {
      this.location = place
      const copy = this.#shaped(target, rule)
      if (copy !== undefined) this.to.assign(to, copy)
    }
    this.#queue.length = 0
  }

  /** Neutral name for a name that the document chose. @param names glyphs of a font have names of their own */
  name(own: string, names: Map<string, string> = this.#names): string {
    if (own === 'Off' || /^Default(RGB|Gray|CMYK)$/.test(own)) return own
    const renamed = names.get(own)
    if (renamed !== undefined) return renamed
    const next = `${names === this.glyphs ? 'G' : 'N'}${names.size + 1}`
    names.set(own, next)
    this.chosen.set(next, own)
    return next
  }

  /** Whether a name was given that nothing in the copy has: what it was for came to nothing. */
  hasIdleNames(copied: ReadonlySet<PDFObject>): boolean {
    const idle = new Set(this.#names.values())
    for (const object of copied) {
      if (object instanceof PDFDict) for (const key of object.keys()) idle.delete(key.decodeText())
      if (object instanceof PDFName || object instanceof PDFString) idle.delete(object.decodeText())
    }
    return idle.size > 0
  }

  /** Likewise, and records that the resource is used; one that its stream does not offer is anybody's. */
  drawnName(own: string, offer: PDFObject | null = null): string {
    const name = this.name(own)
    const offers = (kind: PDFName) => {
      const list = offer instanceof PDFDict && this.entry(offer, kind.decodeText())
      return list instanceof PDFDict && list.has(PDFName.of(own))
    }
    const by = offer instanceof PDFDict && offer.keys().some(offers) ? offer : null
    const names = this.used.get(by) ?? new Set()
    this.used.set(by, names.add(name))
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

  /** Copies a dictionary or stream; shared objects stay shared. */
  shape(rule: string, object: PDFObject): PDFObject | undefined {
    if (!(object instanceof PDFRef)) return this.#shaped(object, rule)
    const target = this.resolved(object)
    if (!(target instanceof PDFDict || target instanceof PDFStream)) return undefined
    if (!isAdmitted(rule, target, this)) return undefined
    const key = `${object.tag} ${rule}`
    const existing = this.#copied.get(key)
    if (existing !== undefined) return existing
    const to = this.to.nextRef()
    this.#copied.set(key, to)
    this.#queue.push({ target, rule, to, location: this.location })
    return to
  }

  /** Copies an array that may be shared: once, and not within itself. */
  shared(rule: string, object: PDFObject): PDFObject | undefined {
    if (!(object instanceof PDFRef)) return this.value(rule, object)
    const key = `${object.tag} ${rule}`
    const existing = this.#copied.get(key)
    if (existing !== undefined) return existing
    if (this.#within.has(key)) return undefined
    this.#within.add(key)
    const copy = this.value(rule, object)
    this.#within.delete(key)
    return copy === undefined ? undefined : this.once(key, () => copy)
  }

  /** Creates an object of ours once for each key. */
  once(key: string, make: () => PDFObject): PDFRef {
    const existing = this.#copied.get(key)
    if (existing !== undefined) return existing
    const made = this.to.register(make())
    this.#copied.set(key, made)
    return made
  }

  /** Reference of a copy, if there is one already. */
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

  /**
   * Copies the entries of a dictionary that the rules of a shape name. @param quiet entries that are omitted without a
   * finding
   */
  dict(from: PDFDict, shape: string, quiet: readonly string[] = []): PDFDict {
    const rules = SHAPES.get(shape)
    if (rules === undefined) throw new Error(`no shape ${shape}`)
    const copy = this.to.obj({})
    if (shape === 'Resources') this.offers.push({ copy, from })
    // In the fixed order of the rules.
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

  /** Reports an entry that is not copied. */
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
    const names = rule === 'Glyph' ? this.glyphs : this.#names
    // In the order of their first use.
    const rank = ([key]: readonly [PDFName, PDFObject]) =>
      Number(names.get(key.decodeText())?.slice(1) ?? Number.MAX_SAFE_INTEGER)
    for (const [key, item] of value.entries().toSorted((a, b) => rank(a) - rank(b))) {
      const made = this.value(rule, item)
      if (made !== undefined) copy.set(PDFName.of(this.name(key.decodeText(), names)), made)
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
