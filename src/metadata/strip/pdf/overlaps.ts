import type { Matrix } from './raster.ts'

interface Letter {
  readonly x: number
  readonly y: number
  readonly wide: number
  readonly area: number
  readonly sign: string | number
}

/** Letters closer than this overlap: fractions of a letter's width and of its size. */
const [ACROSS, UP] = [0.55, 0.4]
/** With this ratio of sizes a letter is a background or an index, and does not count. */
const LARGER = 1.7
/** Most letters of one size that are examined around a point. */
const MOST = 16
const isWord = (sign: string | number) => typeof sign === 'string' && /^[\p{L}\p{N}]/u.test(sign)

/** Positions of the letters of a page, to find those that overlap. */
export class Overlaps {
  readonly #spots = new Map<number, Letter[]>()

  /**
   * Adds a letter.
   * @param sign its text, or its code
   * @param matrix from text space to cells
   * @returns whether it cannot be read: it covers another letter, or several that may be accents
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
