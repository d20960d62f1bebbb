import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'
import { Scan } from './scan.ts'
import { contentsOf, packed } from './streams.ts'
import { latinBytes } from './written.ts'

export function functions(value: PDFObject, copier: Copier, raw: PDFObject): PDFObject | undefined {
  if (value instanceof PDFArray) return copier.value('[function]', value)
  if (value instanceof PDFName) return NAMED_FUNCTIONS.has(value.decodeText()) ? value : undefined
  return copier.shape('Function', raw)
}
const NAMED_FUNCTIONS = new Set(['Identity', 'Default'])

const CALCULATES = new Set(
  `abs add atan ceiling cos cvi cvr div exp floor idiv ln log mod mul neg round sin sqrt sub truncate and bitshift eq false
   ge gt le lt ne not or true xor if ifelse copy dup exch index pop roll { }`.split(/\s+/),
)

export function calculated(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (object instanceof PDFDict) return copier.dict(object, 'Function')
  if (!(object instanceof PDFStream)) return undefined
  const copy = copier.dict(object.dict, 'Function')
  const bytes = contentsOf(object, copier)
  if (copier.numberIn(object.dict, 'FunctionType') !== 4) {
    const size = samples(object.dict, copier)
    if (size < bytes.length) copier.found.add('behind')
    return packed(copy, bytes.subarray(0, size))
  }
  const scan = new Scan(bytes)
  const words: string[] = []
  for (let token = scan.next(); token !== null; token = scan.next()) {
    if (token.is === 'number' || (token.is === 'word' && CALCULATES.has(token.text)))
      words.push(token.text)
    else copier.found.add('other')
  }
  if (scan.remarks) copier.found.add('other')
  return packed(copy, latinBytes(words.join(' ')))
}

/** Bytes of a function that is a table of points. */
function samples(dict: PDFDict, copier: Copier): number {
  const size = copier.entry(dict, 'Size')
  const range = copier.entry(dict, 'Range')
  if (!(size instanceof PDFArray && range instanceof PDFArray)) return 0
  let points = (range.size() / 2) * (copier.numberIn(dict, 'BitsPerSample') ?? 8)
  for (const item of size.asArray()) {
    const count = copier.resolved(item)
    points *= count instanceof PDFNumber ? count.asNumber() : 0
  }
  return Math.ceil(points / 8)
}
