import { deflateSync } from 'node:zlib'
import { concat } from '#bytes.ts'

/** What stands in a document, however it is spelt. */
export type Value =
  | number
  | boolean
  | null
  | { readonly name: string }
  | { readonly text: string }
  | { readonly ref: number }
  | readonly Value[]
  | Dict
  | { readonly dict: Dict; readonly data: Uint8Array }
export interface Dict {
  readonly entries: Readonly<Record<string, Value>>
}

export const n = (name: string): Value => ({ name })
export const t = (text: string): Value => ({ text })
export const r = (ref: number): Value => ({ ref })
export const d = (entries: Readonly<Record<string, Value>>): Dict => ({ entries })
export const s = (entries: Readonly<Record<string, Value>>, data: Uint8Array | string): Value => ({
  dict: d(entries),
  data: typeof data === 'string' ? ascii(data) : data,
})

/** One way to write the same document. */
export interface Spelling {
  readonly names: 'plain' | 'escaped'
  readonly texts: 'plain' | 'octal' | 'hex' | 'utf16'
  readonly space: string
  /** Every value stands in an object of its own. */
  readonly apart: boolean
  readonly filters: readonly ('Flate' | 'A85' | 'AHx' | 'RL')[]
  readonly short: boolean
  readonly lengths: 'here' | 'apart'
  readonly packed: boolean
}

export const PLAIN: Spelling = {
  names: 'plain',
  texts: 'plain',
  space: ' ',
  apart: false,
  filters: [],
  short: false,
  lengths: 'here',
  packed: false,
}

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

const FILTERS = {
  Flate: ['FlateDecode', 'Fl', (data: Uint8Array) => new Uint8Array(deflateSync(data))],
  A85: ['ASCII85Decode', 'A85', to85],
  AHx: [
    'ASCIIHexDecode',
    'AHx',
    (data: Uint8Array) => ascii(`${Buffer.from(data).toString('hex')}>`),
  ],
  RL: ['RunLengthDecode', 'RL', toRuns],
} as const

function to85(data: Uint8Array): Uint8Array {
  let text = ''
  for (let at = 0; at < data.length; at += 4) {
    const four = data.subarray(at, at + 4)
    let value = [0, 1, 2, 3].reduce((sum, k) => sum * 256 + (four[k] ?? 0), 0)
    let digits = ''
    for (let k = 0; k < 5; k += 1) {
      digits = String.fromCharCode(33 + (value % 85)) + digits
      value = Math.floor(value / 85)
    }
    text += four.length === 4 && digits === '!!!!!' ? 'z' : digits.slice(0, four.length + 1)
  }
  return ascii(`${text}~>`)
}

function toRuns(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = []
  for (let at = 0; at < data.length; at += 128) {
    const run = data.subarray(at, at + 128)
    parts.push(new Uint8Array([run.length - 1]), run)
  }
  return concat(...parts, new Uint8Array([128]))
}

/** Writes a document whose root is the object 1. */
export function spelt(
  objects: Readonly<Record<number, Value>>,
  trailer: Readonly<Record<string, Value>>,
  how: Spelling,
): Uint8Array<ArrayBuffer> {
  const more = new Map<number, Value>()
  let next = 1000
  const { space } = how
  const name = (text: string) =>
    `/${how.names === 'plain' ? text : [...text].map((letter, at) => (at % 2 > 0 ? letter : hexed(letter))).join('')}`
  // Words that draw, in a text, are letters of one byte only.
  const text = (words: string) => {
    if (how.texts === 'plain') return `(${words.replace(/[\\()]/g, (mark) => `\\${mark}`)})`
    if (how.texts === 'octal') {
      return `(${[...words].map((letter) => `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')})`
    }
    const wide =
      how.texts === 'utf16' &&
      !words.startsWith('\xfe\xff') &&
      /^[\x20-.0-\x7e][\x20-\x7e]*$/.test(words)
    const bytes = wide ? `\xfe\xff${[...words].map((letter) => `\0${letter}`).join('')}` : words
    return `<${Buffer.from(bytes, 'latin1').toString('hex')}>`
  }
  const apart = (value: Value): Value => {
    const isRef = typeof value === 'object' && value !== null && 'ref' in value
    if (!how.apart || isRef || value === null) return value
    next += 1
    more.set(next, value)
    return { ref: next }
  }
  const write = (value: Value): string => {
    if (value === null) return 'null'
    if (typeof value !== 'object') return String(value)
    if (Array.isArray(value))
      return `[${value.map((item: Value) => write(apart(item))).join(space)}]`
    if ('name' in value) return name(value.name)
    if ('text' in value) return text(value.text)
    if ('ref' in value) return `${value.ref} 0 R`
    if ('entries' in value) {
      const entries = Object.entries(value.entries)
      return `<<${space}${entries.map(([key, item]) => `${name(key)}${space}${write(apart(item))}`).join(space)}${space}>>`
    }
    throw new Error('a stream stands in an object of its own')
  }
  const stream = ({ dict, data }: { dict: Dict; data: Uint8Array }): Uint8Array => {
    const inner = dict.entries['Filter']
    let bytes = data
    for (const filter of how.filters.toReversed()) bytes = FILTERS[filter][2](bytes)
    const names = how.filters.map((filter) => n(FILTERS[filter][how.short ? 1 : 0]))
    const filters = [...names, ...(inner === undefined ? [] : [inner])]
    const length = how.lengths === 'here' ? bytes.length : apartNumber(bytes.length)
    const { Filter: _old, DecodeParms: parms, ...rest } = dict.entries
    const made = d({
      ...rest,
      ...(filters.length > 0 ? { Filter: filters } : {}),
      ...(parms === undefined ? {} : { DecodeParms: [...names.map(() => null), parms] }),
      Length: length,
    })
    // A dictionary of a stream says where its parts are, so that its length can be found at once.
    return concat(ascii(`${write(made)}\nstream\n`), bytes, ascii('\nendstream'))
  }
  const apartNumber = (value: number): Value => {
    next += 1
    more.set(next, value)
    return { ref: next }
  }
  const parts: Uint8Array[] = [ascii('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')]
  const small: [number, string][] = []
  /** Where each object begins, or that it stands in the packed one and as which. */
  const places: XrefEntry[] = [[0, 0, 0, 65535]]
  const begin = (number: number) => places.push([number, 1, lengthOf(parts), 0])
  const put = (number: number, value: Value) => {
    if (typeof value === 'object' && value !== null && 'dict' in value) {
      begin(number)
      parts.push(ascii(`${number} 0 obj\n`), stream(value), ascii('\nendobj\n'))
    } else if (how.packed) small.push([number, write(value)])
    else {
      const body = write(value)
      begin(number)
      parts.push(ascii(`${number} 0 obj${space}${body}\nendobj\n`))
    }
  }
  for (const [number, value] of Object.entries(objects)) put(Number(number), value)
  for (let done = 0; done < more.size; ) {
    const [number, value] = [...more][done] ?? [0, null]
    done += 1
    // Where lengths stand apart they are never packed: a reader needs them before it can unpack anything.
    if (typeof value === 'number') {
      begin(number)
      parts.push(ascii(`${number} 0 obj ${value}\nendobj\n`))
    } else put(number, value)
  }
  if (how.packed) {
    let offset = 0
    const heads = small.map(([number, body]) => {
      const head = `${number} ${offset}`
      offset += body.length + 1
      return head
    })
    const first = `${heads.join(' ')} `
    const data = deflateSync(
      Buffer.from(first + small.map(([, body]) => body).join('\n'), 'latin1'),
    )
    for (const [n, [number]] of small.entries()) places.push([number, 2, PACKED, n])
    begin(PACKED)
    parts.push(
      ascii(
        `${PACKED} 0 obj\n<</Type/ObjStm/N ${small.length}/First ${first.length}/Filter/FlateDecode/Length ${data.length}>>\nstream\n`,
      ),
      data,
      ascii('\nendstream\nendobj\n'),
    )
  }
  const end = Object.entries(trailer).map(([key, value]) => `/${key} ${write(value)}`)
  const at = lengthOf(parts)
  if (how.packed) {
    begin(PACKED + 1)
    end.push(`/Size ${PACKED + 2}`)
    parts.push(...packedTable(places, end))
  } else {
    end.push(`/Size ${Math.max(...places.map(([number]) => number)) + 1}`)
    parts.push(ascii(`${table(places)}trailer\n<<${end.join(' ')}>>\n`))
  }
  parts.push(ascii(`startxref\n${at}\n%%EOF\n`))
  return concat(...parts)
}

/** A PDF of one page with this content. @param page more entries of the page */
export const onePage = (
  content: string,
  page: Readonly<Record<string, Value>> = {},
  objects: Readonly<Record<number, Value>> = {},
): Uint8Array<ArrayBuffer> =>
  spelt(
    {
      1: d({ Type: n('Catalog'), Pages: r(2) }),
      2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
      3: d({
        ...{ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 200, 200], Contents: r(4) },
        ...page,
      }),
      4: s({}, content),
      ...objects,
    },
    { Root: r(1) },
    PLAIN,
  )
export const HELVETICA = d({ Type: n('Font'), Subtype: n('Type1'), BaseFont: n('Helvetica') })
export const form = (content: string, more: Readonly<Record<string, Value>> = {}): Value =>
  s({ Type: n('XObject'), Subtype: n('Form'), BBox: [0, 0, 200, 200], ...more }, content)

type XrefEntry = readonly [number: number, kind: number, at: number, more: number]
/** The numbers of what holds packed objects, and behind it of the table of all. */
const PACKED = 5000
const lengthOf = (parts: readonly Uint8Array[]) =>
  parts.reduce((sum, { length }) => sum + length, 0)

function table(places: readonly XrefEntry[]): string {
  const lines = places.map(([number, kind, at, more]) => {
    const [place, age] = [String(at).padStart(10, '0'), String(more).padStart(5, '0')]
    return `${number} 1\n${place} ${age} ${kind === 0 ? 'f' : 'n'} \n`
  })
  return `xref\n${lines.join('')}`
}

function packedTable(places: readonly XrefEntry[], end: readonly string[]): readonly Uint8Array[] {
  const rows = Buffer.alloc(places.length * 7)
  for (const [n, [, kind, at, more]] of places.entries()) {
    rows.writeUInt8(kind, n * 7)
    rows.writeUInt32BE(at, n * 7 + 1)
    rows.writeUInt16BE(more, n * 7 + 5)
  }
  const data = deflateSync(rows)
  const index = places.map(([number]) => `${number} 1`).join(' ')
  const dict = `<</Type/XRef/W[1 4 2]/Index[${index}]/Filter/FlateDecode/Length ${data.length} ${end.join(' ')}>>`
  return [ascii(`${PACKED + 1} 0 obj\n${dict}\nstream\n`), data, ascii('\nendstream\nendobj\n')]
}

function hexed(letter: string): string {
  return `#${letter.charCodeAt(0).toString(16).padStart(2, '0')}`
}
