import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFXRefStreamParser,
} from '@cantoo/pdf-lib'
import type { Bytes } from '#bytes.ts'
import { latin } from '../../magic.ts'
import { away, FileRefused } from '../../metadata-finding.ts'
import { type FileObject, Parser } from './parser.ts'
import { isText } from './values.ts'

/** Where the newest object of a number is: at an offset, in an object stream, or nowhere (`null`). */
type Where = { readonly at: number } | { readonly within: number } | null

interface Table {
  readonly places: Map<number, Where>
  trailer: PDFDict | null
}

const MOST_TABLES = 10_000

/**
 * Reads a document as viewers do: of several objects with one number, the one that the newest cross-reference table
 * names counts, whatever its position.
 * @throws FileRefused when no table says which one counts
 */
export async function newest(bytes: Bytes): Promise<PDFContext> {
  const parser = new Parser(bytes)
  const first = await parsed(parser)
  const encryption = first.lookup(first.trailerInfo.Encrypt)
  const context =
    encryption === undefined
      ? named(bytes, parser, first)
      : await decrypted(bytes, first, encryption)
  // Parts of the file disagree about encryption, and so do viewers.
  if (String(context.lookup(context.trailerInfo.Encrypt)) !== String(encryption)) {
    throw new FileRefused('locked')
  }
  return context
}

async function parsed(parser: Parser): Promise<PDFContext> {
  return await parser.parseDocument().catch(broken)
}

function broken(error: unknown): never {
  throw error instanceof FileRefused ? error : new FileRefused('broken')
}

/**
 * Parses an encrypted document again and decrypts it. Restrictions by its owner are not copied.
 * @throws FileRefused `locked` when it needs a password
 */
async function decrypted(
  bytes: Bytes,
  first: PDFContext,
  encryption: PDFObject,
): Promise<PDFContext> {
  const { standardHandler, decrypt } = await import('./decrypt.ts').catch(away)
  const { Encrypt, ID } = first.trailerInfo
  const ids = first.lookup(ID)
  const id = ids instanceof PDFArray ? ids.lookup(0) : undefined
  const handler = await standardHandler(
    encryption,
    isText(id) ? new Uint8Array(id.asBytes()) : new Uint8Array(),
  )
  const parser = new Parser(bytes, first)
  const context = await parsed(parser)
  await parser
    .decryptAll(async (object, ref) =>
      ref === Encrypt ? object : await decrypt(object, ref, handler),
    )
    .catch(broken)
  return named(bytes, parser, context)
}

/** Selects the objects that the tables name. @throws FileRefused when no table says which object of a number counts */
function named(bytes: Bytes, parser: Parser, context: PDFContext): PDFContext {
  const all = new Map<number, FileObject[]>()
  for (const one of parser.written) {
    const list = all.get(one.ref.objectNumber)
    if (list === undefined) all.set(one.ref.objectNumber, [one])
    else list.push(one)
  }
  const table = tableOf(bytes, parser, all)
  const containers = new Map<number, FileObject | null>()
  for (const [number, list] of all) {
    const place = table?.places.get(number)
    const named =
      place === undefined ? null : namedBy(place, number, list, { bytes, all, table, containers })
    if (named !== null) context.assign(named.ref, named.object)
    else if (list.length > 1 && isUnlike(list)) throw new FileRefused('broken')
  }
  const root = table?.trailer?.get(PDFName.of('Root'))
  if (root !== undefined && context.lookup(root) instanceof PDFDict) {
    const { Encrypt: _, ...info } = context.trailerInfo
    const Encrypt = table?.trailer?.get(PDFName.of('Encrypt'))
    context.trailerInfo = { ...info, Root: root, ...(Encrypt !== undefined && { Encrypt }) }
  } else if (parser.isSecond) {
    // The parser's guess was made before anything was decrypted.
    throw new FileRefused('broken')
  }
  return context
}

/** Whether objects of one number differ; cross-reference streams do not count, as their numbers are reused. */
function isUnlike(list: readonly FileObject[]): boolean {
  const texts = list.map(({ object }) =>
    object instanceof PDFRawStream
      ? `${object.dict} ${latin(object.contents, 0, object.contents.length)}`
      : object.toString(),
  )
  return new Set(texts).size > 1
}

function namedBy(
  place: Where,
  number: number,
  list: readonly FileObject[],
  {
    bytes,
    all,
    table,
    containers,
  }: {
    readonly bytes: Bytes
    readonly all: ReadonlyMap<number, readonly FileObject[]>
    readonly table: Table | null
    /** The object stream of a number, once it was looked for. */
    readonly containers: Map<number, FileObject | null>
  },
): FileObject | null {
  if (place === null) return null
  if ('at' in place) return standingAt(bytes, place.at, number, list)
  const around = table?.places.get(place.within)
  if (around === undefined || around === null || !('at' in around)) return null
  const known = containers.get(place.within)
  const stream =
    known === undefined
      ? standingAt(bytes, around.at, place.within, all.get(place.within) ?? [])
      : known
  containers.set(place.within, stream)
  if (stream === null) return null
  return list.findLast(({ at, within }) => within === stream.ref && at === stream.at) ?? null
}

/** The object at an offset. @throws FileRefused when none was parsed there, such as within a stream */
function standingAt(
  bytes: Bytes,
  place: number,
  number: number,
  list: readonly FileObject[],
): FileObject | null {
  const head = /^[\s\0]*(\d+)[\s\0]+\d+[\s\0]+obj/.exec(latin(bytes, place, place + 60))
  if (head === null || Number(head[1]) !== number) return null
  const end = place + head[0].length
  const one = list.find(({ at, within }) => within === null && at >= end)
  const between = one === undefined ? 'x' : latin(bytes, end, one.at)
  if (one === undefined || !/^([\s\0]|%[^\r\n]*[\r\n])*$/.test(between)) {
    throw new FileRefused('broken')
  }
  return one
}

/** Newest entry of each number, following the tables from the last one back; `null` when one cannot be read. */
function tableOf(
  bytes: Bytes,
  parser: Parser,
  all: ReadonlyMap<number, readonly FileObject[]>,
): Table | null {
  const end = latin(bytes, Math.max(0, bytes.length - 2048), bytes.length)
  const start = /^startxref[\s\0]+(\d+)/.exec(end.slice(end.lastIndexOf('startxref')))?.[1]
  if (start === undefined) return null
  const header = Math.max(0, latin(bytes, 0, 2048).indexOf('%PDF-'))
  const table: Table = { places: new Map(), trailer: null }
  const visited = new Set<number>()
  const open: number[] = [Number(start)]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (visited.has(at) || visited.size > MOST_TABLES) continue
    visited.add(at)
    const dict =
      listAt(bytes, at, 0, { table, parser, all }) ??
      (header > 0 ? listAt(bytes, at + header, header, { table, parser, all }) : null)
    if (dict === null) return null
    table.trailer ??= dict
    // In the order in which readers follow them.
    for (const key of ['Prev', 'XRefStm']) {
      const next = dict.get(PDFName.of(key))
      if (next instanceof PDFNumber && next.asNumber() > 0) open.push(next.asNumber())
    }
  }
  return table
}

interface Lists {
  readonly table: Table
  readonly parser: Parser
  readonly all: ReadonlyMap<number, readonly FileObject[]>
}

function listAt(bytes: Bytes, at: number, add: number, lists: Lists): PDFDict | null {
  const head = latin(bytes, at, at + 60)
  const word = /^[\s\0]*xref(?=[\s\0\d])/.exec(head)
  if (word !== null) return plainList(bytes, at + word[0].length, add, lists)
  const number = Number(/^[\s\0]*(\d+)[\s\0]+\d+[\s\0]+obj/.exec(head)?.[1] ?? -1)
  const stream = standingAt(bytes, at, number, lists.all.get(number) ?? [])?.object
  if (!(stream instanceof PDFRawStream)) return null
  const before = { ...stream.dict.context.trailerInfo }
  try {
    for (const entry of PDFXRefStreamParser.forStream(stream).parseIntoContext()) {
      const { ref, offset, deleted, inObjectStream } = entry
      const where = deleted ? null : inObjectStream ? { within: offset } : { at: offset + add }
      put(lists.table, ref.objectNumber, where)
    }
  } catch {
    return null
  } finally {
    stream.dict.context.trailerInfo = before
  }
  return stream.dict
}

function plainList(bytes: Bytes, from: number, add: number, lists: Lists): PDFDict | null {
  let at = from
  for (;;) {
    const head = /^[\s\0]*(\d+)[\s\0]+(\d+)[\s\0]+/.exec(latin(bytes, at, at + 60))
    if (head === null) break
    at += head[0].length
    const [first, count] = [Number(head[1]), Number(head[2])]
    for (let n = 0; n < count; n += 1) {
      const line = /^[\s\0]*(\d{1,10})[\s\0]+(\d{1,5})[\s\0]+([nf])/.exec(latin(bytes, at, at + 40))
      if (line === null) return null
      at += line[0].length
      put(lists.table, first + n, line[3] === 'f' ? null : { at: Number(line[1]) + add })
    }
  }
  const word = /^[\s\0]*trailer[\s\0]*/.exec(latin(bytes, at, at + 60))
  return word === null ? null : lists.parser.dictAt(at + word[0].length)
}

function put({ places }: Table, number: number, where: Where): void {
  if (!places.has(number)) places.set(number, where)
}
