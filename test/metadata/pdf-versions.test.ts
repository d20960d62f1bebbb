import { constants, deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { readable } from './readable.ts'

const CATALOG = '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n'
const PAGES = '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n'
const PAGE = '3 0 obj\n<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n'
const drawing = (what: string) =>
  `4 0 obj\n<</Length ${what.length + 2}>>stream\n${what} f\nendstream\nendobj\n`
const [ONE, OTHER] = ['0 0 5 5 re', '0 0 7 7 re']

/** A document with the list of places that names each of these parts, or leaves it out. */
function document(parts: readonly (string | { readonly unnamed: string })[]): string {
  let text = '%PDF-1.7\n'
  const places = new Map<number, number>()
  for (const part of parts) {
    if (typeof part === 'string') places.set(Number.parseInt(part, 10), text.length)
    text += typeof part === 'string' ? part : part.unnamed
  }
  return text + listOf(places, text.length, 5, '')
}

function listOf(
  places: ReadonlyMap<number, number>,
  at: number,
  size: number,
  more: string,
): string {
  const lines = [...places].map(
    ([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`,
  )
  return `xref\n${lines.join('')}trailer\n<</Size ${size}/Root 1 0 R${more}>>\nstartxref\n${at}\n%%EOF\n`
}

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const drawnIn = async (text: string) =>
  readable((await stripPdf(bytesOf(text))).bytes).filter((part) =>
    /^\S+ \S+ \S+ \S+ re/m.test(part),
  )

describe('T-147 of objects with one number the copy has the one that is seen', () => {
  test('the one that the list of places names, and not the last in the file', async () => {
    const text = document([CATALOG, PAGES, PAGE, drawing(ONE), { unnamed: drawing(OTHER) }])
    const [drawn = ''] = await drawnIn(text)
    expect(drawn).toContain(ONE)
    expect(drawn).not.toContain(OTHER)
  })

  test('the newest, where a document was written on', async () => {
    const old = document([CATALOG, PAGES, PAGE, drawing(ONE)])
    const at = old.length
    const prev = `/Prev ${old.indexOf('xref\n')}`
    const text = `${old}${drawing(OTHER)}`
    const now = text + listOf(new Map([[4, at]]), text.length, 5, prev)
    const { bytes, findings } = await stripPdf(bytesOf(now))
    const [drawn = ''] = readable(bytes).filter((part) => part.includes(' re'))
    expect(drawn).toContain(OTHER)
    expect(drawn).not.toContain(ONE)
    expect(findings).toContain('earlier')
  })

  test('a document in which nothing says which one is refused', async () => {
    const text = document([CATALOG, PAGES, PAGE, { unnamed: drawing(ONE) + drawing(OTHER) }])
    await expect(stripPdf(bytesOf(text))).rejects.toMatchObject({ why: 'broken' })
  })

  test('so is one in which the list names a place inside another object', async () => {
    const hidden = drawing(`( ${drawing(ONE)} )`)
    const text = document([CATALOG, PAGES, PAGE, { unnamed: hidden }])
    const at = text.indexOf('4 0 obj', text.indexOf('( 4 0 obj'))
    const named = text.replace('trailer', `4 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer`)
    await expect(stripPdf(bytesOf(named))).rejects.toMatchObject({ why: 'broken' })
  })
})

test('a name with blanks in it does not lose what it stands in', async () => {
  const text = document([
    CATALOG.replace('/Pages', '/Lang (en) /PageMode /Use None At All /Pages'),
    ...[PAGES, PAGE.replace('/MediaBox', '/Tabs /R Arial Unicode MS /MediaBox'), drawing(ONE)],
  ])
  const { bytes } = await stripPdf(bytesOf(text))
  expect(readable(bytes).join('\n')).toContain(ONE)
  expect(readable(bytes).join('\n')).toContain('/Lang (en)')
  expect(readable(bytes).join('\n')).not.toMatch(/Arial|None/)
})

/** Rows of bytes, each predicted from the one above (`kind` 2), from its left (1), or neither (0). */
function predicted(bytes: Buffer, columns: number, kind: 0 | 1 | 2): Buffer {
  const rows = Math.ceil(bytes.length / columns)
  const at = (row: number, x: number) => (row < 0 || x < 0 ? 0 : (bytes[row * columns + x] ?? 0))
  const shift = kind === 2 ? [1, 0] : [0, 1]
  const lines = Array.from({ length: rows }, (_, row) => [
    kind,
    ...Array.from({ length: columns }, (_, x) =>
      kind === 0 ? at(row, x) : (at(row, x) - at(row - (shift[0] ?? 0), x - (shift[1] ?? 0))) & 255,
    ),
  ])
  return Buffer.from(lines.flat())
}

/** How programs pack their object streams and cross-reference streams: the bytes, and the entries that say so. */
const PACKINGS: Readonly<
  Record<string, (bytes: Buffer, columns: number) => readonly [Buffer, string]>
> = {
  'not at all': (bytes) => [bytes, ''],
  'by Flate alone': (bytes) => [deflateSync(bytes), '/Filter/FlateDecode'],
  'by rows predicted from those above': (bytes, columns) => [
    deflateSync(predicted(bytes, columns, 2)),
    `/Filter/FlateDecode/DecodeParms<</Columns ${columns}/Predictor 12>>`,
  ],
  'by rows predicted from their left': (bytes, columns) => [
    deflateSync(predicted(bytes, columns, 1)),
    `/Filter[/FlateDecode]/DecodeParms[<</Columns ${columns}/Predictor 15>>]`,
  ],
  'by the predictor of TIFF': (bytes, columns) => [
    deflateSync(bytes.map((byte, at) => byte - (at % columns > 0 ? (bytes[at - 1] ?? 0) : 0))),
    `/Filter/Fl/DP<</Columns ${columns}/Predictor 2>>`,
  ],
  'by two filters, the second with parameters': (bytes, columns) => [
    Buffer.from(`${deflateSync(predicted(bytes, columns, 2)).toString('hex')}>`),
    `/Filter[/ASCIIHexDecode/FlateDecode]/DecodeParms[null<</Columns ${columns}/Predictor 12>>]`,
  ],
  'by Flate without an end': (bytes) => [
    deflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }),
    '/Filter/FlateDecode',
  ],
  'by short names': (bytes) => [
    Buffer.from(`${deflateSync(bytes).toString('hex')}>`),
    '/Filter[/AHx/Fl]',
  ],
}

describe('T-147 a document that a program saved a second time is read, however its lists are packed', () => {
  const packed = (number: number, entries: string, [bytes, filter]: readonly [Buffer, string]) =>
    `${number} 0 obj\n<<${entries}${filter}/Length ${bytes.length}>>stream\n${bytes.toString('latin1')}\nendstream\nendobj\n`

  /** Objects in a stream, a drawing beside it, and a cross-reference stream; then a newer media box and drawing. */
  function savedTwice(pack: (bytes: Buffer, columns: number) => readonly [Buffer, string]): string {
    let text = '%PDF-1.7\n'
    const save = (objects: readonly (readonly [number, string])[], what: string, from: number) => {
      const list = objects.map(([number, body], at) => {
        const before = objects.slice(0, at).reduce((sum, [, { length }]) => sum + length + 1, 0)
        return [`${number} ${before}`, body] as const
      })
      const heads = `${list.map(([head]) => head).join(' ')} `
      const bodies = Buffer.from(heads + list.map(([, body]) => body).join(' '))
      const stream = text.length
      const entries = `/Type/ObjStm/N ${list.length}/First ${heads.length}`
      text += packed(from, entries, pack(bodies, 5))
      const picture = text.length
      text += drawing(what)
      const at = text.length
      const rows = [
        ...objects.map(([number], index) => [number, 2, from, index] as const),
        [4, 1, picture, 0] as const,
        [from, 1, stream, 0] as const,
        [from + 1, 1, at, 0] as const,
      ]
      const bytes = Buffer.from(rows.flatMap(([, kind, b, c]) => [kind, b >> 8, b & 255, c]))
      const index = rows.map(([number]) => `${number} 1`).join(' ')
      const prev = /startxref\n(\d+)\n%%EOF\n$/.exec(text.slice(0, stream))?.[1]
      const dict = `/Type/XRef/W[1 2 1]/Index[${index}]/Size 30/Root 1 0 R${prev === undefined ? '' : `/Prev ${prev}`}`
      text += `${packed(from + 1, dict, pack(bytes, 4))}startxref\n${at}\n%%EOF\n`
    }
    const page = (box: string) => `<</Type/Page/MediaBox[0 0 ${box}]/Contents 4 0 R>>`
    const pages = '<</Type/Pages/Kids[3 0 R]/Count 1>>'
    const first = [
      [1, '<</Type/Catalog/Pages 2 0 R>>'],
      [2, pages],
      [3, page('9 9')],
    ] as const
    save(first, ONE, 10)
    save([[3, page('8 8')]], OTHER, 20)
    return text
  }

  test.each(Object.entries(PACKINGS))('%s', async (_, pack) => {
    const text = savedTwice(pack)
    const [drawn = ''] = await drawnIn(text)
    expect(drawn).toContain(OTHER)
    const { bytes, findings } = await stripPdf(bytesOf(text))
    const copy = Buffer.from(bytes).toString('latin1') + readable(bytes).join('\n')
    expect(copy).toMatch(/MediaBox \[ ?0 0 8 8 ?\]/)
    expect(copy).not.toMatch(/MediaBox \[ ?0 0 9 9 ?\]/)
    expect(findings).toContain('earlier')
  })
})
