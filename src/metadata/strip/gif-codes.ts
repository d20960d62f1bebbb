import { FileRefused } from '../metadata-finding.ts'

const MOST_CODES = 4096

interface GifPoints {
  readonly points: Uint8Array
  /** Whether data follows the last pixel. */
  readonly more: boolean
}

/**
 * Decodes the pixels of a frame (LZW): each code stands for a known sequence and one more pixel.
 * @param least bits of a colour index @param count number of pixels
 * @throws FileRefused
 */
export function unpackCodes(packed: Uint8Array, least: number, count: number): GifPoints {
  if (least < 2 || least > 8 || count === 0) throw new FileRefused('broken')
  const points = new Uint8Array(count)
  const clear = 1 << least
  const before = new Uint16Array(MOST_CODES)
  const letter = Uint8Array.from({ length: MOST_CODES }, (_, code) => (code < clear ? code : 0))
  const first = Uint8Array.from(letter)
  const length = new Uint32Array(MOST_CODES).fill(1)
  let [bit, width, next, last, done] = [0, least + 1, clear + 2, -1, 0]
  const code = () => {
    const at = bit >> 3
    const bits = (packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8) | ((packed[at + 2] ?? 0) << 16)
    return (bits >> (bit & 7)) & ((1 << width) - 1)
  }
  while (done < count) {
    if (bit + width > packed.length * 8) throw new FileRefused('broken')
    const now = code()
    bit += width
    if (now === clear) {
      ;[width, next, last] = [least + 1, clear + 2, -1]
      continue
    }
    const isKnown = now < next && (now < clear || last >= 0)
    if (now === clear + 1 || !(isKnown || (now === next && last >= 0 && next < MOST_CODES))) {
      throw new FileRefused('broken')
    }
    if (last >= 0 && next < MOST_CODES) {
      before[next] = last
      first[next] = first[last] ?? 0
      letter[next] = first[now === next ? last : now] ?? 0
      length[next] = (length[last] ?? 0) + 1
      next += 1
      if (next === 1 << width && width < 12) width += 1
    }
    const end = done + (length[now] ?? 0)
    for (let one = now, at = end - 1; at >= done; at -= 1, one = before[one] ?? 0) {
      if (at < count) points[at] = letter[one] ?? 0
    }
    done = end
    last = now
  }
  // The end code; some programs omit it, and nothing follows.
  const marked = bit + width <= packed.length * 8 && code() === clear + 1
  const used = bit + (marked ? width : 0)
  const spare = used % 8 === 0 ? 0 : (packed[used >> 3] ?? 0) >> (used & 7)
  return { points, more: done > count || spare > 0 || Math.ceil(used / 8) < packed.length }
}

/** Encodes pixels (LZW) in one way, each sequence as long as possible. */
export function packCodes(points: Uint8Array, least: number): Uint8Array {
  const clear = 1 << least
  const out: number[] = []
  let [buffer, bits, width, next] = [0, 0, least + 1, clear + 2]
  const put = (code: number) => {
    buffer |= code << bits
    for (bits += width; bits >= 8; bits -= 8) {
      out.push(buffer & 255)
      buffer >>>= 8
    }
  }
  let codeOf = new Map<number, number>()
  put(clear)
  let row = points[0] ?? 0
  for (let at = 1; at < points.length; at += 1) {
    const point = points[at] ?? 0
    const longer = codeOf.get((row << 8) | point)
    if (longer !== undefined) {
      row = longer
      continue
    }
    put(row)
    if (next < MOST_CODES) {
      codeOf.set((row << 8) | point, next)
      if (next === 1 << width) width += 1
      next += 1
    } else {
      put(clear)
      codeOf = new Map()
      ;[width, next] = [least + 1, clear + 2]
    }
    row = point
  }
  put(row)
  if (next === 1 << width && width < 12) width += 1
  put(clear + 1)
  if (bits > 0) out.push(buffer & 255)
  return new Uint8Array(out)
}
