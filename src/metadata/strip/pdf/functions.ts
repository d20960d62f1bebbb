import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'
import { Scan } from './scan.ts'
import { contentsOf, deflatedStream } from './streams.ts'
import { latinBytes } from './written.ts'

export function functions(value: PDFObject, copier: Copier, raw: PDFObject): PDFObject | undefined {
  if (value instanceof PDFArray) {
    const flat = value.asArray().filter((item) => !(copier.resolved(item) instanceof PDFArray))
    return copier.value('[function]', copier.array(flat))
  }
  if (value instanceof PDFName) return NAMED_FUNCTIONS.has(value.decodeText()) ? value : undefined
  return copier.shape('Function', raw)
}
const NAMED_FUNCTIONS = new Set(['Identity', 'Default'])

const CALCULATES = new Set(
  `abs add atan ceiling cos cvi cvr div exp floor idiv ln log mod mul neg round sin sqrt sub truncate and bitshift eq false
   ge gt le lt ne not or true xor if ifelse copy dup exch index pop roll { }`.split(/\s+/),
)

/** Entries of each function type beside its limits. */
const OWN: Readonly<Record<number, string>> = {
  0: 'Size BitsPerSample Order Encode Decode',
  2: 'C0 C1 N',
  3: 'Functions Bounds Encode',
  4: '',
}

export function calculated(object: PDFObject, copier: Copier): PDFObject | undefined {
  const from = object instanceof PDFStream ? object.dict : object
  if (!(from instanceof PDFDict)) return undefined
  const copy = copier.dict(from, 'Function')
  const kind = copier.numberIn(copy, 'FunctionType') ?? 0
  keepOnly(copy, `FunctionType Domain Range ${OWN[kind] ?? ''}`, copier)
  const count = (key: string) => {
    const list = copy.get(PDFName.of(key))
    return list instanceof PDFArray ? list.size() : 0
  }
  const all = Math.floor(count('Domain') / 2)
  const inputs = kind === 0 ? Math.min(count('Size'), all) : kind === 4 ? Math.min(32, all) : 1
  const [outputs, parts] = [Math.min(64, count('Range')), count('Functions')]
  shorten(copy, 'Domain', 2 * inputs, copier)
  shorten(copy, 'Size', inputs, copier)
  shorten(copy, 'Encode', 2 * (kind === 3 ? parts : inputs), copier)
  shorten(copy, 'Range', outputs, copier)
  shorten(copy, 'Decode', outputs, copier)
  shorten(copy, 'Bounds', Math.max(0, parts - 1), copier)
  if (!(object instanceof PDFStream)) return copy
  const bytes = contentsOf(object, copier)
  if (kind !== 4) {
    const size = samples(copy, copier)
    if (size < bytes.length) copier.findings.add('behind')
    return deflatedStream(copy, bytes.subarray(0, size))
  }
  const scan = new Scan(bytes)
  const words: string[] = []
  for (let token = scan.next(); token !== null; token = scan.next()) {
    if (token.is === 'number' || (token.is === 'word' && CALCULATES.has(token.text)))
      words.push(token.text)
    else copier.findings.add('other')
  }
  if (scan.remarks) copier.findings.add('other')
  return deflatedStream(copy, latinBytes(words.join(' ')))
}

/** Length in bytes of a sampled function. */
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

/** Removes entries that this type does not have. */
export function keepOnly(copy: PDFDict, names: string, copier: Copier): void {
  for (const key of copy.keys()) {
    if (names.split(' ').includes(key.decodeText())) continue
    copy.delete(key)
    copier.findings.add('other')
  }
}

/** Shortens an array to the elements that readers use. */
export function shorten(copy: PDFDict, key: string, most: number, copier: Copier): void {
  const list = copy.get(PDFName.of(key))
  if (!(list instanceof PDFArray) || list.size() <= most) return
  copy.set(PDFName.of(key), copier.array(list.asArray().slice(0, most)))
  copier.findings.add('other')
}
