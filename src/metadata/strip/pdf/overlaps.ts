import type { Matrix } from './raster.ts'

interface Letter {
  readonly x: number
  readonly y: number
  readonly wide: number
  readonly area: number
  readonly sign: string | number
}

/** Where two middles are nearer than this they are one spot: parts of a letter's width, and of its size. */
const [ACROSS, UP] = [0.55, 0.4]
/** So much larger, it is a letter behind others, or an index. */
const LARGER = 1.7
/** Letters of one size that are looked at around a spot. */
const MOST = 16
const isWord = (sign: string | number) => typeof sign === 'string' && /^[\p{L}\p{N}]/u.test(sign)

/** Where letters of a page stand, to find those that are drawn upon one another. */
export class Overlaps {
  readonly #spots = new Map<number, Letter[]>()

  /**
   * @param sign what it is read as, or its number
   * @param matrix from its size to cells
   * @returns whether nobody reads it: it stands on another one, or on several that may be accents
   */
  add(sign: string | number, [p, q, r, s, t, u]: Matrix, middle: number, width: number): boolean {
    const wide = Math.max(width, 0.25)
    const [x, y] = [middle * p + UP * r + t, middle * q + UP * s + u]
    const factor = p * s - q * r
    const area = Math.abs(factor)
    const reach = ACROSS * wide
    const [right, top] = [
      Math.abs(p) * reach + Math.abs(r) * UP,
      Math.abs(q) * reach + Math.abs(s) * UP,
    ]
    const under = new Set<string | number>()
    for (let column = (x - right) >> 3; column <= (x + right) >> 3; column += 1) {
      for (let row = (y - top) >> 3; row <= (y + top) >> 3; row += 1) {
        for (const other of this.#spots.get(column * 8192 + row) ?? []) {
          if (area > other.area * LARGER || other.area > area * LARGER) continue
          const [dx, dy] = [x - other.x, y - other.y]
          const isNear =
            Math.abs((dx * s - dy * r) / factor) < ACROSS * Math.min(wide, other.wide) &&
            Math.abs((dy * p - dx * q) / factor) < UP
          if (isNear && other.sign !== sign) under.add(other.sign)
        }
      }
    }
    const key = (x >> 3) * 8192 + (y >> 3)
    const here = this.#spots.get(key)
    if (here === undefined) this.#spots.set(key, [{ x, y, wide, area, sign }])
    else if (here.length < MOST) here.push({ x, y, wide, area, sign })
    return under.size > 2 || (isWord(sign) && [...under].some(isWord))
  }
}
