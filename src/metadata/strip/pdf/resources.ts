import { PDFArray, PDFBool, PDFDict, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import type { Paint } from './drawing-state.ts'
import { type Face, faceOf } from './face.ts'
import { evaluated, NEAR, NOTHING, PATTERN, type Space, spaceOf, UNKNOWN } from './ink.ts'
import { numbers } from './numbers.ts'
import type { Old } from './old.ts'
import type { Budget } from './raster.ts'
import type { Token } from './scan.ts'
import { contentsOf } from './streams.ts'

const of = (name: string) => PDFName.of(name)

/** Resources of a document for drawing, each read once: fonts, colour spaces, shadings and forms. */
export class Resources {
  readonly doc: Old
  /** Resources of the current page. */
  page: PDFDict | null = null
  readonly #budget: Budget
  readonly #faces = new Map<PDFObject, Face>()
  readonly #spaces = new Map<PDFObject, Space>()
  readonly #shadings = new Map<PDFDict, Paint>()
  readonly #contents = new Map<PDFStream, Uint8Array>()
  readonly #alike = new Map<
    PDFStream,
    { readonly count: number; readonly point: readonly number[] | null }
  >()
  readonly #levels = new Map<PDFStream, number>()

  constructor(doc: Old, budget: Budget) {
    this.doc = doc
    this.#budget = budget
  }

  /** A resource by its name, of the page where a stream does not offer it; `undefined` without one. */
  find(resources: PDFDict | null, kind: string, token: Token | undefined): PDFObject | undefined {
    if (token?.is !== 'name') return undefined
    for (const offer of [resources, this.page]) {
      const map = offer === null ? undefined : this.doc.entry(offer, kind)
      const made = map instanceof PDFDict ? this.doc.entry(map, token.text) : undefined
      if (made !== undefined) return made
    }
    return undefined
  }

  face(object: PDFObject | undefined): Face | null {
    if (!(object instanceof PDFDict)) return null
    const cachedFace = this.#faces.get(object)
    if (cachedFace !== undefined) return cachedFace
    const made = faceOf(object, this.doc)
    this.#faces.set(object, made)
    return made
  }

  space(object: PDFObject | undefined): Space {
    if (object === undefined) return PATTERN
    const cachedSpace = this.#spaces.get(object)
    if (cachedSpace !== undefined) return cachedSpace
    const made = spaceOf(object, this.doc)
    const inks = new Map<string, number>()
    const space: Space = {
      ...made,
      ink: (values) => {
        const key = values.join()
        const ink = inks.get(key) ?? made.ink(values)
        if (inks.size < 1000) inks.set(key, ink)
        this.#budget.take(inks.size < 1000 ? 100 : 20_000)
        return ink
      },
    }
    this.#spaces.set(object, space)
    return space
  }

  /** Colour of a shading. */
  shading(made: PDFObject | undefined): Paint {
    const dict = made instanceof PDFStream ? made.dict : made
    if (!(dict instanceof PDFDict)) return { space: PATTERN, ink: NOTHING }
    const cachedPaint = this.#shadings.get(dict)
    if (cachedPaint !== undefined) return cachedPaint
    const doc = this.doc
    const kind = doc.numberIn(dict, 'ShadingType') ?? 0
    const [from = 0, to = 1] = numbers(dict, 'Domain', doc)
    const space = this.space(doc.entry(dict, 'ColorSpace'))
    const inks = new Set(
      kind === 2 || kind === 3
        ? [0, 0.25, 0.5, 0.75, 1].map((share) => {
            const parts = evaluated(dict.get(of('Function')), [from + share * (to - from)], doc)
            return parts === null ? UNKNOWN : space.ink(parts)
          })
        : [UNKNOWN],
    )
    const extend = doc.entry(dict, 'Extend')
    const all = extend instanceof PDFArray ? extend.asArray() : []
    const whole =
      kind === 2 && all.length === 2 && all.every((one) => doc.resolved(one) === PDFBool.True)
    const [ink = UNKNOWN] = inks.size === 1 ? inks : []
    const paint = { space: PATTERN, ink, part: !whole || dict.has(of('BBox')) }
    this.#shadings.set(dict, paint)
    return paint
  }

  /** Bytes of a pixel when all pixels of an image are equal; `null` otherwise. */
  alike(picture: PDFStream, count: number): readonly number[] | null {
    const cached = this.#alike.get(picture)
    if (cached?.count === count) return cached.point
    const point = this.#pointOf(picture, count)
    this.#alike.set(picture, { count, point })
    return point
  }

  #pointOf(picture: PDFStream, count: number): readonly number[] | null {
    try {
      const bytes = this.bytes(picture)
      const first = bytes.subarray(0, count)
      const same = count > 0 && bytes.every((byte, at) => byte === first[at % count])
      return same && first.length === count ? [...first] : null
    } catch (error) {
      // Not decodable: taken as a photo of many colours.
      if (this.#budget.left <= 0) throw error
      return null
    }
  }

  /** The value of a mask when it is nearly uniform; 128 otherwise. */
  #levelOf(mask: PDFStream): number {
    const level = this.#levels.get(mask) ?? this.#madeLevelOf(mask)
    this.#levels.set(mask, level)
    return level
  }

  #madeLevelOf(mask: PDFStream): number {
    if (this.doc.numberIn(mask.dict, 'BitsPerComponent') !== 8) {
      return this.alike(mask, 1)?.[0] ?? 128
    }
    try {
      const bytes = this.bytes(mask)
      if (bytes.every((byte) => byte < NEAR)) return 0
      return bytes.every((byte) => byte === 255) ? 255 : 128
    } catch (error) {
      if (this.#budget.left <= 0) throw error
      return 128
    }
  }

  /** Whether all pixels of an image have the same colour, whatever their values. */
  isOneColour(dict: PDFDict, space: Space): boolean {
    const decode = numbers(dict, 'Decode', this.doc)
    const spread = decode.map((limit, n) => Math.abs(limit - (decode[n ^ 1] ?? 0)))
    if (decode.length > 1 && spread.every((part) => part < 0.06)) return true
    const kind = this.doc.entry(dict, 'ColorSpace')
    if (space.count !== 1 || !(kind instanceof PDFArray)) return false
    const indexed = /^I/.test(String(this.doc.resolved(kind.asArray()[0])).slice(1))
    const count = 2 ** Math.min(8, this.doc.numberIn(dict, 'BitsPerComponent') ?? 8)
    const isProfile = String(this.doc.resolved(kind.asArray()[0])) === '/ICCBased'
    if (isProfile) return false
    const values = indexed ? Array.from({ length: count }, (_, n) => n) : [0, 0.2, 0.4, 0.6, 0.8, 1]
    const inks = new Set(values.map((value) => space.ink([value])))
    inks.delete(UNKNOWN)
    return inks.size === 1
  }

  /** Content of a form, decoded once if it is small. */
  bytes(form: PDFStream): Uint8Array {
    this.#budget.take(2_000)
    const cachedBytes = this.#contents.get(form)
    if (cachedBytes !== undefined) return cachedBytes
    const bytes = contentsOf(form, this.doc)
    this.#budget.take(bytes.length)
    if (bytes.length < 1 << 14 && this.#contents.size < 1_000) this.#contents.set(form, bytes)
    return bytes
  }

  /** Whether an image paints all of its area, a part, or nothing. */
  partOf(dict: PDFDict): 'all' | 'part' | 'none' {
    const doc = this.doc
    const cut = doc.entry(dict, 'Mask')
    if (cut instanceof PDFArray) {
      const most = 2 ** (doc.numberIn(dict, 'BitsPerComponent') ?? 8) - 1
      const limits = numbers(dict, 'Mask', doc)
      const all = limits.every((limit, n) => (n % 2 === 0 ? limit <= 0 : limit >= most))
      return all && limits.length > 1 ? 'none' : 'part'
    }
    if (cut instanceof PDFStream && this.alike(cut, 1) !== null) {
      const [low = 0] = numbers(cut.dict, 'Decode', doc)
      const [bits] = this.alike(cut, 1) ?? []
      if (bits === (low === 0 ? 255 : 0)) return 'none'
    }
    if (cut !== undefined || (doc.numberIn(dict, 'SMaskInData') ?? 0) > 0) return 'part'
    const mask = doc.entry(dict, 'SMask')
    if (!(mask instanceof PDFStream)) return 'all'
    const byte = this.#levelOf(mask)
    const [low = 0] = numbers(mask.dict, 'Decode', doc)
    if (byte === 255) return low === 0 ? 'all' : 'none'
    return byte === 0 ? (low === 0 ? 'none' : 'all') : 'part'
  }
}
