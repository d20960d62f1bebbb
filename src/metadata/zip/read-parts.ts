import { Inflate } from 'fflate'
import type { Bytes } from '#bytes.ts'
import { FileRefused } from '../metadata-finding.ts'

/** One entry of a ZIP archive. */
export interface ZipEntry {
  readonly name: string
  /** Declared size in bytes; inflating stops there. */
  readonly size: number
  /** @throws FileRefused when the content does not have the declared size */
  readonly inflate: () => Bytes
}

/** Most parts, and most inflated bytes in all; no office document has more. */
const MOST_PARTS = 2000
const MOST_WHOLE = 120 << 20
/** Bytes inflated at a time: compressed bytes can expand a thousandfold before they are counted. */
const BITE = 1 << 10

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const FOLLOWS = 0xffff_ffff

/**
 * Reads the central directory of a ZIP archive. Paths that leave the folder, duplicate names, excessive sizes and
 * encrypted entries are refused before anything is inflated (T-91).
 * @throws FileRefused
 */
export function readParts(bytes: Bytes): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return listed(view, bytes)
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('broken')
  }
}

function listed(view: DataView, bytes: Bytes): readonly ZipEntry[] {
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  if (count > MOST_PARTS) throw new FileRefused('broken')
  let at = view.getUint32(end + 16, true)
  let whole = 0
  const names = new Set<string>()
  const parts: ZipEntry[] = []
  for (let n = 0; n < count; n += 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new FileRefused('broken')
    const [nameLength, extra, comment] = [28, 30, 32].map((o) => view.getUint16(at + o, true))
    const name = nameOf(bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)))
    const size = view.getUint32(at + 24, true)
    whole += size
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new FileRefused('locked')
    if (whole > MOST_WHOLE || names.has(name.toLowerCase())) throw new FileRefused('broken')
    names.add(name.toLowerCase())
    if (!name.endsWith('/')) parts.push(partAt(view, bytes, at, name, size))
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return parts
}

/** The end record precedes a comment of at most 64 KiB. */
function endOf(view: DataView): number {
  const least = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= least; at -= 1) {
    if (view.getUint32(at, true) === END) return at
  }
  throw new FileRefused('broken')
}

/** Decodes a name. @throws FileRefused for a path that leaves the folder, or that a program might read as one */
function nameOf(raw: Uint8Array): string {
  const name = new TextDecoder('utf-8', { fatal: true }).decode(raw)
  const outside = /(^|[\\/])\.\.?([\\/]|$)|^[\\/]|\\|:|\p{Cc}|\/\//u.test(name)
  if (name === '' || outside) throw new FileRefused('broken')
  return name
}

function partAt(view: DataView, bytes: Bytes, at: number, name: string, size: number): ZipEntry {
  const method = view.getUint16(at + 10, true)
  const packed = view.getUint32(at + 20, true)
  const local = view.getUint32(at + 42, true)
  if (view.getUint32(local, true) !== LOCAL || [size, packed, local].includes(FOLLOWS)) {
    throw new FileRefused('broken')
  }
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (from + packed > bytes.length || ![0, 8].includes(method)) throw new FileRefused('broken')
  const raw = bytes.subarray(from, from + packed)
  return { name, size, inflate: () => (method === 0 ? stored(raw, size) : inflated(raw, size)) }
}

function stored(raw: Bytes, size: number): Bytes {
  if (raw.length !== size) throw new FileRefused('broken')
  return raw
}

/** Inflates up to the declared size and refuses any byte more. */
export function inflated(raw: Uint8Array, size: number): Bytes {
  const whole = new Uint8Array(size)
  let filled = 0
  let ended = false
  const stream = new Inflate((chunk, final) => {
    if (filled + chunk.length > size) throw new FileRefused('broken')
    whole.set(chunk, filled)
    filled += chunk.length
    ended = final
  })
  try {
    for (let at = 0; at < raw.length; at += BITE) {
      stream.push(raw.subarray(at, at + BITE), at + BITE >= raw.length)
    }
  } catch {
    throw new FileRefused('broken')
  }
  if (!ended || filled !== size) throw new FileRefused('broken')
  return whole
}
