import { FileRefused } from '../../metadata-finding.ts'
import { MOST } from './decode.ts'

/** Decode parameters by their full names. */
export type Parms = ReadonlyMap<string, number | boolean>

export function unpredicted(bytes: Uint8Array, parms: Parms): Uint8Array {
  const predictor = numberIn(parms, 'Predictor', 1)
  if (predictor < 2) return bytes
  const colours = numberIn(parms, 'Colors', 1)
  const bits = numberIn(parms, 'BitsPerComponent', 8)
  const row = Math.ceil((colours * bits * numberIn(parms, 'Columns', 1)) / 8)
  const step = Math.max(1, (colours * bits) >> 3)
  if (!(row > 0 && row < MOST)) throw new FileRefused('broken')
  return predictor === 2 ? fromTiff(bytes, row, colours, bits) : fromPng(bytes, row, step)
}

function numberIn(parms: Parms, name: string, other: number): number {
  const value = parms.get(name)
  return typeof value === 'number' ? value : other
}

function fromPng(bytes: Uint8Array, row: number, step: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1))
  const plain = new Uint8Array(rows * row)
  let size = 0
  for (let n = 0; n < rows; n += 1) {
    const from = n * (row + 1)
    const kind = bytes[from] ?? 0
    const length = Math.min(row, bytes.length - from - 1)
    for (let x = 0; x < length; x += 1) {
      const to = n * row + x
      const left = x < step ? 0 : (plain[to - step] ?? 0)
      const up = n === 0 ? 0 : (plain[to - row] ?? 0)
      const corner = n === 0 || x < step ? 0 : (plain[to - row - step] ?? 0)
      plain[to] = (bytes[from + 1 + x] ?? 0) + guess(kind, left, up, corner)
    }
    size = n * row + Math.max(0, length)
  }
  return plain.subarray(0, size)
}

function guess(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left
  if (kind === 2) return up
  if (kind === 3) return (left + up) >> 1
  if (kind !== 4) return 0
  const [a, b, c] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs)
  if ((a ?? 0) <= (b ?? 0) && (a ?? 0) <= (c ?? 0)) return left
  return (b ?? 0) <= (c ?? 0) ? up : corner
}

function fromTiff(bytes: Uint8Array, row: number, colours: number, bits: number): Uint8Array {
  if (bits !== 8) throw new FileRefused('broken')
  const plain = new Uint8Array(bytes)
  for (let at = 0; at < plain.length; at += 1) {
    if (at % row >= colours) plain[at] = (plain[at] ?? 0) + (plain[at - colours] ?? 0)
  }
  return plain
}
