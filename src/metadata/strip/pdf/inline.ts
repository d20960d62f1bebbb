import type { PDFObject } from '@cantoo/pdf-lib'
import { walkZlib } from '../deflate-walk.ts'
import { walkJpeg } from '../jpeg.ts'
import { colourName, type InlinePicture } from './content.ts'
import type { Copier } from './copy.ts'
import { fromHex } from './decode.ts'
import { type Filter, filterNamed } from './filters.ts'
import { cleanImage, evenRows, usedColours } from './image.ts'
import { isWhite, type Token } from './scan.ts'
import { hexOf, latinBytes, literal } from './written.ts'

type Entries = ReadonlyMap<string, Token>

const SPACES: Readonly<Record<string, string>> = {
  G: 'DeviceGray',
  RGB: 'DeviceRGB',
  CMYK: 'DeviceCMYK',
}
const CHANNELS: Readonly<Record<string, number>> = { DeviceGray: 1, DeviceRGB: 3, DeviceCMYK: 4 }

/** Cleans an inline image and writes it so that no byte of the data can look like its end. */
export function inlinePicture(
  copier: Copier,
  entries: Entries,
  data: Uint8Array,
  offer: PDFObject | null,
): InlinePicture {
  const name = (own: string) => copier.drawnName(own, offer)
  const at = (long: string, short: string) => entries.get(long) ?? entries.get(short)
  const number = (long: string, short: string) => {
    const token = at(long, short)
    return token?.is === 'number' ? Number(token.text) : null
  }
  const mask = at('ImageMask', 'IM')
  const masks = mask?.is === 'word' && mask.text === 'true'
  const [width, height] = [number('Width', 'W'), number('Height', 'H')]
  const bits = masks ? 1 : number('BitsPerComponent', 'BPC')
  const space = masks ? null : spaceOf(at('ColorSpace', 'CS'), name)
  const channels = masks ? 1 : (space?.channels ?? null)
  const rows =
    width === null || height === null || bits === null || channels === null
      ? null
      : { size: Math.ceil((width * channels * bits) / 8), count: height }
  const filters = filtersOf(at('Filter', 'F'), at('DecodeParms', 'DP'))
  const size = sizeOf(data, filters, rows === null ? null : rows.size * rows.count)
  if (size < 0) return { words: null, size }
  const decode = at('Decode', 'D')
  const smooth = at('Interpolate', 'I')
  const head = (used?: ReadonlySet<number>) => [
    'BI',
    `/W ${width ?? 0} /H ${height ?? 0}`,
    ...(masks ? ['/IM true'] : bits === null ? [] : [`/BPC ${bits}`]),
    ...(space === null ? [] : [`/CS ${space.words(decode === undefined ? used : undefined)}`]),
    ...(decode?.is === 'list'
      ? [`/D [${numbersOf(decode.items.slice(0, 2 * (channels ?? 4)))}]`]
      : []),
    ...(smooth?.is === 'word' && smooth.text === 'true' ? ['/I true'] : []),
  ]
  const bytes = data.subarray(0, size)
  try {
    const cleaned = cleanImage({ bytes, filters, rows })
    for (const finding of cleaned.findings) copier.findings.add(finding)
    const isEven =
      rows !== null && channels === 1 && (bits ?? 9) <= 8 && cleaned.filter.name === 'FlateDecode'
    const row = { width: width ?? 0, size: rows?.size ?? 0, bits: bits ?? 8 }
    const table = decode === undefined ? space?.table : undefined
    const made = isEven
      ? evenRows(cleaned, row, table, space?.each)
      : { ...cleaned, more: false, used: undefined }
    if (made.more) copier.findings.add('other')
    return { words: [...head(made.used), coded([made.filter], made.bytes)].join(' '), size }
  } catch {
    copier.keeps('picture')
    return { words: [...head(), coded(...withoutHex(filters, bytes))].join(' '), size }
  }
}

/** Data without a first filter that is written anew. */
function withoutHex(filters: readonly Filter[], bytes: Uint8Array): Parameters<typeof coded> {
  if (filters[0]?.name === 'ASCIIHexDecode') {
    try {
      return [filters.slice(1), fromHex(bytes)]
    } catch {
      // It stays as it is.
    }
  }
  return [filters, bytes]
}

function coded(filters: readonly Filter[], bytes: Uint8Array): string {
  const names = filters.map(({ name }) => ` /${name}`).join('')
  const parms = filters.map(({ parms: each }) => {
    const list = [...each].map(([name, value]) => `/${name} ${value}`)
    return list.length === 0 ? ' null' : ` <<${list.join(' ')}>>`
  })
  const text = parms.some((each) => each !== ' null') ? ` /DP [null${parms.join('')}]` : ''
  return `/F [/AHx${names}]${text} ID ${hexOf(bytes)}> EI`
}

function filtersOf(names: Token | undefined, parms: Token | undefined): readonly Filter[] {
  const list = (token: Token | undefined) =>
    token === undefined ? [] : token.is === 'list' ? token.items : [token]
  const dicts = list(parms)
  return list(names).flatMap((name, n) => {
    if (name.is !== 'name') return []
    const dict = dicts[n]
    const values = new Map<string, number | boolean>()
    for (const [key, value] of dict?.is === 'dict' ? dict.entries : []) {
      if (value.is === 'number') values.set(key, Number(value.text))
      if (value.is === 'word') values.set(key, value.text === 'true')
    }
    return [filterNamed(name.text, values)]
  })
}

/** Length of the data in bytes; negative when unknown. */
function sizeOf(data: Uint8Array, filters: readonly Filter[], plain: number | null): number {
  const [first] = filters
  const ends = (at: number) => {
    let next = at
    while (isWhite(data[next])) next += 1
    return data[next] === 0x45 && data[next + 1] === 0x49
  }
  if (first === undefined && plain !== null && ends(plain)) return plain
  try {
    if (first?.name === 'FlateDecode') {
      const { end } = walkZlib(data)
      if (ends(end)) return end
    }
    if (first?.name === 'DCTDecode') {
      const { end } = walkJpeg(new Uint8Array(data), false)
      if (ends(end)) return end
    }
  } catch {
    // Fall back to the end marker.
  }
  if (first?.name === 'ASCIIHexDecode') return data.indexOf(0x3e) + 1 || -1
  if (first?.name === 'ASCII85Decode') {
    const end = data.indexOf(0x7e)
    return end < 0 ? -1 : data.indexOf(0x3e, end) + 1 || -1
  }
  return endOfInline(data)
}

interface Colours {
  /** @param used palette indices that occur, where that is known */
  readonly words: (used?: ReadonlySet<number>) => string
  readonly channels: number | null
  /** Palette, and the bytes of each of its colours. */
  readonly table?: Uint8Array
  readonly each?: number | null
}

function spaceOf(token: Token | undefined, name: (own: string) => string): Colours | null {
  if (token?.is === 'name') {
    const own = SPACES[token.text] ?? token.text
    const words = `/${colourName(own, { name })}`
    return { words: () => words, channels: CHANNELS[own] ?? null }
  }
  if (token?.is !== 'list') return null
  const [kind, base, most, table] = token.items
  if (kind?.is !== 'name' || !/^(I|Indexed)$/.test(kind.text)) return null
  const colours = spaceOf(base, name)
  if (colours === null || most?.is !== 'number' || table === undefined) return null
  const count = Math.min(256, Math.trunc(Number(most.text)) + 1)
  const list = (bytes: string) => `[/I ${colours.words()} ${count - 1} ${bytes}]`
  if (table.is === 'name') {
    const own = name(table.text)
    return { words: () => list(`/${own}`), channels: 1 }
  }
  if (table.is !== 'text') return null
  const all = latinBytes(table.bytes.slice(0, count * (colours.channels ?? 256)))
  const each = colours.channels
  const words = (used?: ReadonlySet<number>) => {
    const rest = used === undefined || each === null ? all : usedColours(all, each, used)
    return list(literal(String.fromCharCode(...rest)))
  }
  return { words, channels: 1, table: all, each }
}

function numbersOf(items: readonly Token[]): string {
  return items.map((item) => (item.is === 'number' ? item.text : '0')).join(' ')
}

/** Offset of `EI` with operators behind it; -1 for none. */
function endOfInline(data: Uint8Array): number {
  for (let at = data.indexOf(0x45); at >= 0; at = data.indexOf(0x45, at + 1)) {
    const [before, mark, behind] = [data[at - 1], data[at + 1], data[at + 2]]
    const alone =
      mark === 0x49 && (at === 0 || isWhite(before)) && (behind === undefined || isWhite(behind))
    if (
      alone &&
      data.subarray(at + 2, at + 16).every((byte) => isWhite(byte) || (byte > 31 && byte < 127))
    ) {
      return at
    }
  }
  return -1
}
