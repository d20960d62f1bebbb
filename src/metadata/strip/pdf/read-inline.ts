import type { Scan } from './scan.ts'

/** Properties of an inline image; the scanner stands behind it afterwards. */
export function readInline(scan: Scan): {
  readonly stencil: boolean
  /** Whether all decoded values are equal, so that nothing is visible. */
  readonly alike: boolean
  readonly points: number
} {
  let [stencil, alike, points] = [false, false, 1]
  for (let key = scan.next(); key !== null; key = scan.next()) {
    if (key.is === 'word' && key.text === 'ID') break
    const value = key.is === 'name' ? scan.next() : null
    if (key.is === 'name' && key.text === 'IM')
      stencil = value?.is === 'word' && value.text === 'true'
    else if (key.is === 'name' && /^[WH]$/.test(key.text))
      points *= value?.is === 'number' ? Number(value.text) : 0
    else if (key.is === 'name' && key.text === 'D' && value?.is === 'list')
      alike = new Set(value.items.map((item) => (item.is === 'number' ? item.text : ''))).size === 1
  }
  // Its data is in hexadecimal in the copy.
  const end = scan.bytes.indexOf(0x3e, scan.at)
  scan.at = end < 0 ? scan.bytes.length : end + 1
  for (let token = scan.next(); token !== null; token = scan.next()) {
    if (token.is === 'word' && token.text === 'EI') break
  }
  return { stencil, alike, points }
}
