import { concat } from '#bytes.ts'
import { d, n, PLAIN, r, s, spelt, t, type Value } from './pdf-spelling.ts'

/** Font programs of the three kinds with letters `A` and `B`, and a mark in every place that draws nothing of an `A`. */
type Mark = Uint8Array

const ascii = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
const short = (...values: readonly number[]) =>
  Uint8Array.from(values.flatMap((value) => [(value >> 8) & 255, value & 255]))
const long = (...values: readonly number[]) =>
  concat(...values.map((value) => short(value >>> 16, value)))
const bytes = (...values: readonly number[]) => Uint8Array.from(values)
/** A name of letters only, of the mark's. */
export const nameOf = (mark: Mark) =>
  `Mark${[...mark].map((byte) => String.fromCharCode(97 + (byte >> 4), 97 + (byte & 15))).join('')}`

/** A box of such a height, with instructions that nobody runs and bytes behind it. */
function box(high: number, mark: Mark): Uint8Array {
  const body = concat(
    short(1, 0, 0, 500, high, 3, mark.length),
    mark,
    bytes(1, 1, 1, 1),
    short(0, 500, 0, -500, 0, 0, high, 0),
    mark,
  )
  return concat(body, new Uint8Array(-body.length & 3))
}

export function trueType(mark: Mark): Uint8Array {
  // `B` is drawn by nothing, and neither is the one for what is missing.
  const glyphs = [box(100, mark), box(700, mark), box(300 + mark.length, mark)]
  let at = 0
  const loca = [0, ...glyphs.map((glyph) => (at += glyph.length))]
  const codes = new Uint8Array(256).fill(0)
  codes.set([1, 2], 65)
  const old = concat(short(0, 262, 0), codes)
  const nobody = concat(short(6, 10 + mark.length, 0, 0, 0), mark)
  const name = ascii(nameOf(mark))
  const post = concat(
    long(0x2_0000, 0, 0, 0, 0, 0, 0, 0),
    short(3, 0, 36, 258),
    bytes(name.length),
    name,
  )
  const tables: Readonly<Record<string, Uint8Array>> = {
    'OS/2': concat(new Uint8Array(58), mark),
    SEED: mark,
    cmap: concat(
      short(0, 2, 1, 0),
      long(20),
      short(7, 7),
      long(20 + old.length),
      old,
      nobody,
      mark,
    ),
    'cvt ': mark,
    fpgm: mark,
    glyf: concat(...glyphs, mark),
    head: concat(
      long(0x1_0000, mark.length, 0, 0x5f0f3cf5),
      short(0, 1000, 0, 0, mark.length, 0, 0, 0, mark.length, 0, 0, 0, 500, 700, 0, 8, 2, 1, 0),
      mark,
    ),
    hhea: concat(
      long(0x1_0000),
      short(800, -200, 0, 600, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, 3),
      mark,
    ),
    hmtx: concat(short(600, 0, 600, 0, 600 + mark.length, 0), mark),
    loca: concat(long(...loca), mark),
    maxp: concat(long(0x1_0000), short(3), new Uint8Array(26), mark),
    name: mark,
    post: concat(post, mark),
    prep: mark,
  }
  const tags = Object.keys(tables)
  let from = 12 + tags.length * 16
  const [heads, bodies]: [Uint8Array[], Uint8Array[]] = [[], []]
  for (const tag of tags) {
    const body = tables[tag] ?? new Uint8Array()
    heads.push(ascii(tag), long(mark.length, from, body.length))
    const padded = concat(
      body,
      new Uint8Array(-body.length & 3),
      mark,
      new Uint8Array(-mark.length & 3),
    )
    bodies.push(padded)
    from += padded.length
  }
  return concat(long(0x1_0000), short(tags.length, 128, 3, 96), ...heads, ...bodies, mark)
}

function locked(plain: Uint8Array, key: number): Uint8Array {
  let state = key
  return plain.map((byte) => {
    const coded = (byte ^ (state >> 8)) & 255
    state = ((coded + state) * 52845 + 22719) & 0xffff
    return coded
  })
}

/** Numbers and words of a program of letters, from −107 to 1131. */
const number = (value: number) =>
  Math.abs(value) <= 107
    ? [value + 139]
    : [(value > 0 ? 247 : 251) + ((Math.abs(value) - 108) >> 8), (Math.abs(value) - 108) & 255]
const words = (...parts: readonly (number | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? number(part) : part)))
const [HSBW, RLINETO, HLINETO, VLINETO, CLOSE, HMOVE, CALL, RETURN, END] = [
  [13],
  [5],
  [6],
  [7],
  [9],
  [22],
  [10],
  [11],
  [14],
] as const

export function typeOne(mark: Mark): Uint8Array {
  const program = (body: Uint8Array) =>
    locked(concat(mark.slice(0, 4), new Uint8Array(Math.max(0, 4 - mark.length)), body), 4330)
  const sub = (at: number, body: Uint8Array) => {
    const coded = program(body)
    return concat(ascii(`dup ${at} ${coded.length} RD `), coded, ascii(' NP\n'))
  }
  const letter = (name: string, body: Uint8Array) => {
    const coded = program(body)
    return concat(ascii(`/${name} ${coded.length} RD `), coded, ascii(' ND\n'))
  }
  const behind = concat(bytes(...END), mark)
  const a = concat(
    words(0, 600, HSBW, 0, HMOVE, 0, CALL, 700, VLINETO, -500, HLINETO, CLOSE),
    behind,
  )
  const b = concat(words(0, 600, HSBW, 0, HMOVE, 40, VLINETO, mark.length, HLINETO, CLOSE), behind)
  const private_ = concat(
    // The first byte of what is locked may not look like a space.
    concat(bytes(0), mark.slice(0, 3), new Uint8Array(Math.max(0, 3 - mark.length))),
    ascii(
      `dup /Private 8 dict dup begin /${nameOf(mark)} 1 def % ${nameOf(mark)}\n/Subrs 2 array\n`,
    ),
    sub(0, words(500, HLINETO, RETURN)),
    sub(1, concat(words(9, HLINETO, RETURN), mark)),
    ascii('ND\n2 index /CharStrings 4 dict dup begin\n'),
    letter('.notdef', concat(words(0, mark.length, HSBW), behind)),
    letter('A', a),
    letter('B', b),
    letter(nameOf(mark), b),
    ascii(
      `end end readonly put noaccess put dup/FontName get exch definefont pop mark currentfile closefile\n%${nameOf(mark)}\n`,
    ),
  )
  const text = nameOf(mark)
  return concat(
    ascii(
      `%!PS-AdobeFont-1.0: ${text}\n% ${text}\n11 dict begin\n/FontInfo 9 dict dup begin /Notice (by (${text})) readonly def\n/FullName (${text}) def end readonly def\n/FontName /${text} def\n/PaintType 0 def\n/FontType 1 def\n/FontBBox {0 0 500 700} readonly def\n/${text} (${text}) def\n/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\ndup 65 /A put\ndup 66 /${text} put\nreadonly def\n/FontMatrix [0.001 0 0 0.001 0 0] readonly def\ncurrentdict end\ncurrentfile eexec\n`,
    ),
    locked(private_, 55665),
    ascii(`\n${'0'.repeat(64)}\ncleartomark\n%${text}`),
    mark,
  )
}

function index(...items: readonly Uint8Array[]): Uint8Array {
  let end = 1
  const offsets = [1, ...items.map((item) => (end += item.length))]
  return items.length === 0
    ? short(0)
    : concat(short(items.length), bytes(2), short(...offsets), ...items)
}

const five = (value: number) => [29, ...long(value)]

export function compact(mark: Mark): Uint8Array {
  const behind = concat(bytes(...END), mark)
  const a = concat(words(0, HMOVE, -107, CALL, 700, VLINETO, -500, HLINETO), behind)
  const b = concat(words(0, HMOVE, 40, VLINETO, mark.length, HLINETO), behind)
  const programs = index(
    concat(words(5, HMOVE, mark.length, mark.length, RLINETO), behind),
    a,
    b,
    b,
  )
  const head = concat(
    bytes(1, 0, 6, 4),
    mark.slice(0, 2),
    new Uint8Array(Math.max(0, 2 - mark.length)),
    index(ascii(nameOf(mark))),
  )
  const strings = index(ascii(nameOf(mark)), mark)
  const shared = index(concat(mark, bytes(...RETURN)))
  const charset = concat(bytes(0), short(34, 35, 391))
  const own = index(words(500, HLINETO, RETURN), concat(words(9, HLINETO, RETURN), mark))
  const private_ = (at: number) => concat(bytes(139, 20), words(five(at), [19]))
  const size = private_(0).length
  const dict = (at: number) => {
    const [set, font, sub] = [
      at,
      at + charset.length + mark.length,
      at + charset.length + mark.length + programs.length,
    ]
    return index(
      words(
        five(392),
        [1],
        five(391),
        [3],
        five(set),
        [15],
        five(font),
        [17],
        five(size),
        five(sub),
        [18],
      ),
    )
  }
  const start = head.length + dict(0).length + strings.length + shared.length
  return concat(
    head,
    dict(start),
    strings,
    shared,
    charset,
    mark,
    programs,
    private_(size + mark.length),
    mark,
    own,
    mark,
  )
}

/** A page on which an `A` is drawn with that program. */
export function drawnWith(
  kind: 'FontFile' | 'FontFile2' | 'FontFile3',
  program: Uint8Array,
  more: Readonly<Record<string, Value>> = {},
  words_ = 'BT /X 40 Tf 20 20 Td (A) Tj ET',
  signs = '1 beginbfchar <41> <0041> endbfchar',
): Uint8Array<ArrayBuffer> {
  return spelt(
    {
      1: d({ Type: n('Catalog'), Pages: r(2) }),
      2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
      3: d({
        Type: n('Page'),
        Parent: r(2),
        MediaBox: [0, 0, 100, 100],
        Contents: r(4),
        Resources: d({ Font: d({ X: r(5) }) }),
      }),
      4: s({}, words_),
      5: d({
        Type: n('Font'),
        Subtype: n(kind === 'FontFile2' ? 'TrueType' : 'Type1'),
        BaseFont: n('ABCDEF+Sans'),
        FirstChar: 65,
        LastChar: 66,
        Widths: [600, 600],
        FontDescriptor: r(6),
        ...more,
      }),
      6: d({
        Type: n('FontDescriptor'),
        FontName: n('ABCDEF+Sans'),
        Flags: 4,
        FontBBox: [0, 0, 500, 700],
        ItalicAngle: 0,
        Ascent: 700,
        Descent: 0,
        CapHeight: 700,
        StemV: 80,
        [kind]: r(7),
      }),
      7: s(kind === 'FontFile3' ? { Subtype: n('Type1C') } : { Length1: program.length }, program),
      8: s({}, signs),
      10: s({}, '900 0 d0 0 0 5 5 re f'),
      11: s({}, '900 0 d0 0 0 7 7 re f'),
    },
    { Root: r(1), ID: [t('a'), t('a')] },
    PLAIN,
  )
}
