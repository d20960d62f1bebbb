import { FileRefused } from '../metadata-finding.ts'
import { type PngHeader, SAMPLES } from './png-chunks.ts'
import { type Points, pointSize } from './png-points.ts'

export interface PngColours {
  /** Header of the copy. */
  readonly header: PngHeader
  readonly palette: Uint8Array | null
  readonly alphas: Uint8Array | null
  /** Whether there was a colour that no pixel uses. */
  readonly more: boolean
}

/**
 * Encodes visible colours in one way: a palette in order of appearance where one suffices, and no colour in fully
 * transparent pixels.
 */
export function oneColouring(
  header: PngHeader,
  frames: readonly Points[],
  palette: Uint8Array | null,
  transparent: Uint8Array | null,
): PngColours {
  if (header.colour === 3) return listed(header, frames, palette, transparent)
  const keptColours = { header: { ...header, interlaced: false }, palette: null, alphas: null }
  if (header.colour < 3 && transparent !== null) return keyed(header, frames, transparent)
  return { ...keptColours, more: header.colour > 3 && clear(header, frames) }
}

function listed(
  header: PngHeader,
  frames: readonly Points[],
  palette: Uint8Array | null,
  transparent: Uint8Array | null,
): PngColours {
  if (palette === null) throw new FileRefused('broken')
  const numbers = new Map<number, number>()
  const places = new Int16Array(256).fill(-1)
  const colours: number[] = []
  const placeOf = (index: number): number => {
    const [red = 0, green = 0, blue = 0] = palette.subarray(index * 3, index * 3 + 3)
    const alpha = transparent?.[index] ?? 255
    const colour = alpha === 0 ? 0 : alpha * 0x100_0000 + ((red << 16) | (green << 8) | blue)
    const existing = numbers.get(colour)
    if (existing !== undefined) return existing
    numbers.set(colour, colours.length)
    return colours.push(colour) - 1
  }
  for (const { bytes } of frames) {
    for (const [at, index] of bytes.entries()) {
      if ((places[index] ?? -1) < 0) places[index] = placeOf(index)
      bytes[at] = places[index] ?? 0
    }
  }
  const alphas = Uint8Array.from(colours, (colour) => Math.floor(colour / 0x100_0000))
  const last = alphas.findLastIndex((alpha) => alpha < 255)
  const count = colours.length
  const depth = count <= 2 ? 1 : count <= 4 ? 2 : count <= 16 ? 4 : 8
  const unused = palette.some((value, at) => value > 0 && (places[Math.floor(at / 3)] ?? -1) < 0)
  const beyond = transparent !== null && transparent.length * 3 > palette.length
  return {
    header: { ...header, depth, interlaced: false },
    palette: Uint8Array.from(
      colours.flatMap((colour) => [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255]),
    ),
    alphas: last < 0 ? null : alphas.subarray(0, last + 1),
    more: unused || beyond,
  }
}

/** Replaces the transparent colour (tRNS) by an alpha channel: any colour could have been chosen as the key. */
function keyed(header: PngHeader, frames: readonly Points[], key: Uint8Array): PngColours {
  const { depth, colour } = header
  const size = pointSize(header)
  const channels = SAMPLES[colour] ?? 1
  const wanted = depth === 16 ? key : key.filter((_, at) => at % 2 === 1)
  const isKey = (bytes: Uint8Array, at: number) => {
    for (let n = 0; n < size; n += 1) if (bytes[at + n] !== wanted[n]) return false
    return true
  }
  const used = frames.some(({ bytes }) => {
    for (let at = 0; at < bytes.length; at += size) if (isKey(bytes, at)) return true
    return false
  })
  const plain = { ...header, interlaced: false }
  if (!used) return { header: plain, palette: null, alphas: null, more: true }
  const each = size / channels
  const scale = depth < 8 ? 255 / ((1 << depth) - 1) : 1
  for (const frame of frames) {
    const { bytes } = frame
    const next = new Uint8Array((bytes.length / size) * (size + each))
    for (let at = 0, to = 0; at < bytes.length; at += size, to += size + each) {
      if (isKey(bytes, at)) continue
      for (let n = 0; n < size; n += 1) next[to + n] = (bytes[at + n] ?? 0) * scale
      next.fill(255, to + size, to + size + each)
    }
    frame.bytes = next
  }
  return {
    header: { ...plain, colour: colour + 4, depth: Math.max(8, depth) },
    palette: null,
    alphas: null,
    more: false,
  }
}

/** Sets the colour of fully transparent pixels to 0. @returns whether any had one */
function clear(header: PngHeader, frames: readonly Points[]): boolean {
  const size = pointSize(header)
  const each = header.depth >> 3
  let more = false
  for (const { bytes } of frames) {
    for (let at = 0; at < bytes.length; at += size) {
      const end = at + size - each
      if (bytes[end] !== 0 || (each === 2 && bytes[end + 1] !== 0)) continue
      for (let n = at; n < end; n += 1) if (bytes[n] !== 0) more = true
      bytes.fill(0, at, end)
    }
  }
  return more
}
