import type { Matrix } from './raster.ts'

/** One operator of a path with its operands. */
export interface PathStep {
  readonly word: string
  readonly numbers: readonly string[]
}

/** Whether a path, stroked with this width, lies wholly outside a box. */
export function isBeside(
  path: readonly PathStep[],
  [a, b, c, d, e, f]: Matrix,
  wide: number,
  [left = 0, bottom = 0, right = 0, top = 0]: readonly number[],
): boolean {
  const far = 2 + wide * (Math.abs(a) + Math.abs(b) + Math.abs(c) + Math.abs(d))
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { word, numbers } of path) {
    const [p = 0, q = 0, r = 0, s = 0] = numbers.map(Number)
    const points = word === 're' ? [p, q, p + r, q, p, q + s, p + r, q + s] : numbers.map(Number)
    for (let at = 0; at + 1 < points.length; at += 2) {
      const [x = 0, y = 0] = [points[at], points[at + 1]]
      const [px, py] = [x * a + y * c + e, x * b + y * d + f]
      ;[x1, y1] = [Math.min(x1, px), Math.min(y1, py)]
      ;[x2, y2] = [Math.max(x2, px), Math.max(y2, py)]
    }
  }
  return x2 < left - far || x1 > right + far || y2 < bottom - far || y1 > top + far
}
