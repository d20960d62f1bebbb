import { Worker } from 'node:worker_threads'
import { strToU8, unzipSync, zipSync, zlibSync } from 'fflate'
import { expect, test } from 'vitest'
import { FILE_KINDS, type KindId } from '#metadata/kinds.ts'
import { ORDINARY } from './office-documents.ts'
import { n, onePage, r, s, type Value } from './pdf-spelling.ts'

/*
 * A tab of a phone that needs too much memory ends, and with it what the person has typed. How much a file takes is not
 * measured, which would hang on when memory is collected: it is cleaned in a thread that has no more.
 */

const MB = 1 << 20

/** What cleaning in so much memory comes to: the length of the copy, why it is refused, or the code of the end. */
async function cleanedIn(megabytes: number, id: KindId, bytes: Uint8Array<ArrayBuffer>) {
  const worker = new Worker(new URL('memory-worker.ts', import.meta.url), {
    workerData: { kind: FILE_KINDS[id], bytes },
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 8 },
  })
  try {
    return await new Promise<unknown>((resolve) => {
      worker.once('message', resolve)
      worker.once('error', (error) => resolve('code' in error ? error.code : error))
    })
  } finally {
    await worker.terminate()
  }
}

const list = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join('')

/** A document in which something stands in the place of all it says. */
function filled(
  name: keyof typeof ORDINARY,
  part: string,
  [place, inside]: readonly [RegExp, string],
): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(ORDINARY[name]())
  const text = new TextDecoder().decode(parts[part])
  expect(text).toMatch(place)
  return new Uint8Array(zipSync({ ...parts, [part]: strToU8(text.replace(place, () => inside)) }))
}

const packed = (bytes: Uint8Array, dict: Readonly<Record<string, Value>> = {}) =>
  s({ Filter: n('FlateDecode'), ...dict }, zlibSync(bytes))

const rows = (count: number) =>
  list(count, (row) => {
    const cells = list(8, (column) => {
      const at = `r="${'ABCDEFGH'.charAt(column)}${row + 1}"`
      return column % 2 === 0
        ? `<c ${at}><v>${row * column}</v></c>`
        : `<c ${at} t="inlineStr"><is><t>row ${row}</t></is></c>`
    })
    return `<row r="${row + 1}">${cells}</row>`
  })
const sheet = (data: string) =>
  filled('a.xlsx', 'xl/worksheets/sheet1.xml', [
    /<sheetData>.*<\/sheetData>/s,
    `<sheetData>${data}</sheetData>`,
  ])

/** As many lines as make 4 MB. */
function lines(make: (at: number) => string): Uint8Array<ArrayBuffer> {
  const text = list(150_000, (at) => `${make(at)}\n`)
  return new Uint8Array(strToU8(text.slice(0, 4 * MB)))
}

const oneLine = (make: (at: number) => string) =>
  new Uint8Array(strToU8(list(600_000, make)).slice(0, 4 * MB))

test.each<readonly [string, KindId, () => Uint8Array<ArrayBuffer>, number]>([
  ['a workbook of 60,000 cells', 'xlsx', () => sheet(rows(7500)), 64],
  ['a table of 4 MB', 'csv', () => lines((n) => `${n},name ${n},2026-11-30,${n * 1.5}`), 48],
  ['a text of 4 MB', 'text', () => lines((n) => `Line ${n}: für  die Akten, noch ${n}`), 48],
  ['a text of 4 MB in one line', 'text', () => oneLine((n) => `{"í":"Zeile ${n}"},`), 40],
  ['one in Chinese', 'text', () => oneLine((n) => `第${n}行，`), 40],
  [
    'a document of one run of 4 MB',
    'docx',
    () =>
      filled('a.docx', 'word/document.xml', [
        /<w:body>/,
        `<w:body><w:p><w:r><w:t>é${list(400_000, (n) => `word ${n} `)}</w:t></w:r></w:p>`,
      ]),
    96,
  ],
])('T-147 %s is cleaned in the memory of a phone', async (_what, id, make, megabytes) => {
  expect(await cleanedIn(megabytes, id, make())).toBeGreaterThan(MB / 16)
})

test.each<readonly [string, () => Uint8Array<ArrayBuffer>]>([
  [
    'a content of 64 MB',
    () => onePage('', { Contents: r(9) }, { 9: packed(new Uint8Array(64 * MB).fill(32)) }),
  ],
  [
    'an object stream of four million numbers',
    () => {
      const pairs = '90 0 '
      const body = strToU8(`${pairs}[${'0 '.repeat(4_000_000)}]`)
      return onePage('', {}, { 9: packed(body, { Type: n('ObjStm'), N: 1, First: pairs.length }) })
    },
  ],
  [
    'five object streams of 8 MB',
    () => {
      const body = new Uint8Array(8 * MB).fill(32)
      body.set(strToU8('90 0 7'))
      const stream = packed(body, { Type: n('ObjStm'), N: 1, First: 5 })
      return onePage('', {}, { 9: stream, 10: stream, 11: stream, 12: stream, 13: stream })
    },
  ],
])('T-147 a small PDF that comes to much is refused: %s', async (_what, make) => {
  const bytes = make()
  expect(bytes.length).toBeLessThan(MB / 8)
  expect(await cleanedIn(400, 'pdf', bytes)).toBe('much')
})

test('T-147 what needs more memory than a phone has is refused before it is read', async () => {
  expect(await cleanedIn(32, 'xlsx', sheet('<c/>'.repeat(3_000_000)))).toBe('much')
})
