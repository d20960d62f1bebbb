import {
  ParseSpeeds,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectParser,
  PDFParser,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib'
import type { Bytes } from '#bytes.ts'
import { latin } from '../../magic.ts'
import { FileRefused } from '../../metadata-finding.ts'
import { Old } from './old.ts'
import { contentsOf } from './streams.ts'

/** An object in the file, by itself or within an object stream. */
export interface FileObject {
  readonly ref: PDFRef
  readonly object: PDFObject
  /** Offset behind the `obj` keyword of it or of the object stream. */
  readonly at: number
  readonly within: PDFRef | null
}

const [TYPE, LENGTH, FILTER] = [PDFName.of('Type'), PDFName.of('Length'), PDFName.of('Filter')]
/** A word right behind a name, where no word can stand. */
const REST = /^ (?!(true|false|null|endobj)\b)[A-Za-z][^\s\0()<>[\]{}/%]*/
const [OBJECTS, PLACES] = [PDFName.of('ObjStm'), PDFName.of('XRef')]

/** Decrypts an object. */
type Decrypt = (object: PDFObject, ref: PDFRef) => Promise<PDFObject>

/** How often a byte of a file is read at most, on average, and how often in a small one. */
const [MOST_READS, LEAST_READS] = [16, 1 << 20]

/** Most objects of a file, parts included, and most bytes of its object streams and tables: more do not fit into the memory of a phone. */
const [MOST_PARSED, MOST_UNPACKED] = [3_000_000, 32 << 20]

/**
 * Bounds how often bytes are read in all: a file whose objects do not end, for instance, would be read to its end for
 * each of them. Bounds also what they come to.
 */
class Limit {
  #left = LEAST_READS
  #objects = MOST_PARSED
  #unpacked = MOST_UNPACKED

  #isMuch = false

  parsed(): void {
    this.#objects -= 1
    if (this.#objects < 0) this.#end()
  }

  unpacked(length: number): void {
    this.#unpacked -= length
    if (this.#unpacked < 0) this.#end()
  }

  /** Nothing is read any more: the library goes on behind an object that it cannot parse. */
  #end(): never {
    this.#left = -1
    this.#isMuch = true
    throw new FileRefused('much')
  }

  add(length: number): void {
    if (!this.#isMuch) this.#left += length * MOST_READS
  }

  apply(bytes: { next: () => number }): void {
    const next = bytes.next.bind(bytes)
    bytes.next = () => {
      this.#left -= 1
      if (this.#left < 0) throw new FileRefused(this.#isMuch ? 'much' : 'broken')
      return next()
    }
  }
}

/** Objects of an object stream. */
class ObjectStream extends PDFObjectParser {
  readonly #limit: Limit

  constructor(contents: Uint8Array, context: PDFContext, limit: Limit) {
    super(PDFObjectParser.forBytes(contents, context)['bytes'], context)
    this.#limit = limit
    limit.unpacked(contents.length)
    limit.add(contents.length)
    limit.apply(this.bytes)
  }

  read(dict: PDFDict): void {
    const first = dict.lookup(PDFName.of('First'), PDFNumber).asNumber()
    const count = dict.lookup(PDFName.of('N'), PDFNumber).asNumber()
    const places: (readonly [number: number, offset: number])[] = []
    for (let n = 0; n < count; n += 1) places.push([this.#number(), this.#number()])
    for (const [number, offset] of places) {
      this.bytes.moveTo(first + offset)
      const ref = PDFRef.of(number, 0)
      this.context.assign(ref, this.parseObject(ref))
    }
  }

  override parseObject(ref?: PDFRef): PDFObject {
    this.#limit.parsed()
    return super.parseObject(ref)
  }

  #number(): number {
    this.skipWhitespaceAndComments()
    return this.parseRawInt()
  }
}

/** Parses the objects of a file. */
export class Parser extends PDFParser {
  readonly written: FileObject[] = []
  #at = 0
  #around: PDFRef | null = null
  #depth = 0
  /** Result of a first pass over an encrypted document; `null` otherwise. */
  readonly #first: PDFContext | null
  readonly #unread = new Set<PDFObject>()
  readonly #limit = new Limit()

  constructor(bytes: Bytes, first: PDFContext | null = null) {
    super(bytes, ParseSpeeds.Fastest)
    this.#first = first
    this.#limit.add(bytes.length)
    this.#limit.apply(this.bytes)
    const { context } = this
    const assign = context.assign.bind(context)
    context.assign = (ref, object) => {
      const within = ref === this.#around ? null : this.#around
      this.written.push({ ref, object, at: this.#at, within })
      assign(ref, object)
    }
  }

  override parseObject(ref?: PDFRef): PDFObject {
    if (this.#depth === 0 && ref !== undefined) {
      this.#at = this.bytes.offset()
      this.#around = ref
    }
    this.#depth += 1
    this.#limit.parsed()
    try {
      const object = super.parseObject(ref)
      if (object instanceof PDFName && this.bytes.peek() === 0x20) this.#skipRest()
      if (this.#depth > 1 || !(object instanceof PDFRawStream)) return object
      const type = object.dict.lookup(TYPE)
      if (type === PLACES) return this.#unpacked(object)
      if (type === OBJECTS) {
        // Else the library would parse it, however often its places lead to the same bytes.
        object.dict.delete(TYPE)
        // Still encrypted in a second pass.
        if (this.#first !== null) this.#unread.add(object)
        else this.#objectsOf(object)
      }
      return object
    } finally {
      this.#depth -= 1
    }
  }

  /** Takes a length that is stored elsewhere from the first pass: encrypted bytes may look like an end. */
  override parseDict(ref?: PDFRef): PDFDict {
    const dict = super.parseDict(ref)
    const length = dict.get(LENGTH)
    const knownLength = length instanceof PDFRef ? this.#first?.lookup(length) : undefined
    if (knownLength instanceof PDFNumber) dict.set(LENGTH, knownLength)
    return dict
  }

  /** Skips the rest of a name with blanks in it, as viewers do. */
  #skipRest(): void {
    for (;;) {
      const start = this.bytes.offset()
      const rest = REST.exec(latin(this.bytes.slice(start, start + 100), 0, 100))?.[0]
      if (rest === undefined) return
      this.bytes.moveTo(start + rest.length)
    }
  }

  /** A stream without its filters: the library's own know no predictors, and no short names. */
  #unpacked(stream: PDFRawStream): PDFRawStream {
    const contents = contentsOf(stream, new Old(this.context))
    this.#limit.unpacked(contents.length)
    if (rowsOf(stream.dict) > contents.length) throw new FileRefused('broken')
    stream.dict.delete(FILTER)
    return PDFRawStream.of(stream.dict, contents)
  }

  #objectsOf(stream: PDFRawStream): void {
    const contents = contentsOf(stream, new Old(this.context))
    new ObjectStream(contents, this.context, this.#limit).read(stream.dict)
  }

  async decryptAll(decrypt: Decrypt): Promise<void> {
    for (const { ref, object, at } of this.written.splice(0)) {
      const plain = await decrypt(object, ref)
      this.#at = at
      this.#around = ref
      this.context.assign(ref, plain)
      if (this.#unread.has(object) && plain instanceof PDFRawStream) this.#objectsOf(plain)
    }
  }

  get isSecond(): boolean {
    return this.#first !== null
  }

  dictAt(at: number): PDFDict | null {
    this.bytes.moveTo(at)
    this.#depth += 1
    try {
      const object = super.parseObject()
      return object instanceof PDFDict ? object : null
    } catch {
      return null
    } finally {
      this.#depth -= 1
    }
  }
}

/** Number of rows that a cross-reference stream declares. */
function rowsOf(dict: PDFDict): number {
  const index = dict.lookup(PDFName.of('Index'))
  const size = dict.lookup(PDFName.of('Size'))
  const counts = index instanceof PDFArray ? index.asArray().filter((_, n) => n % 2 > 0) : [size]
  return counts.reduce((sum, count) => sum + (count instanceof PDFNumber ? count.asNumber() : 0), 0)
}
