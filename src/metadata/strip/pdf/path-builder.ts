import type { Matrix } from './raster.ts'

/** Path construction operators. */
export const PATHS: ReadonlySet<string> = new Set(['m', 'l', 'c', 'v', 'y', 're'])

/** Builds a path from operators. */
export class PathBuilder {
  path: number[][] = []
  #part: number[] = []
  #x = 0
  #y = 0

  /** @param to from user space to the raster */
  add(word: string, args: readonly number[], to: Matrix): void {
    const [p = 0, q = 0, r = 0, s = 0, t = 0, u = 0] = args
    if (word === 'm' || word === 're') {
      this.#part = []
      this.path.push(this.#part)
    }
    if (word === 'c') this.#curve([p, q, r, s, t, u], to)
    else if (word === 'v') this.#curve([this.#x, this.#y, p, q, r, s], to)
    else if (word === 'y') this.#curve([p, q, r, s, r, s], to)
    else this.#point(p, q, to)
    if (word !== 're') return
    this.#point(p + r, q, to)
    this.#point(p + r, q + s, to)
    this.#point(p, q + s, to)
    ;[this.#part, this.#x, this.#y] = [[], p, q]
  }

  /** Starts the next path; the current point stays. */
  clear(): void {
    ;[this.path, this.#part] = [[], []]
  }

  #point(x: number, y: number, [a, b, c, d, e, f]: Matrix): void {
    ;[this.#x, this.#y] = [x, y]
    this.#part.push(x * a + y * c + e, x * b + y * d + f)
  }

  #curve([x1, y1, x2, y2, x3, y3]: Matrix, to: Matrix): void {
    const [x0, y0] = [this.#x, this.#y]
    for (let n = 1; n <= 8; n += 1) {
      const [t, u] = [n / 8, 1 - n / 8]
      const [p, q, r, s] = [u * u * u, 3 * t * u * u, 3 * t * t * u, t * t * t]
      this.#point(p * x0 + q * x1 + r * x2 + s * x3, p * y0 + q * y1 + r * y2 + s * y3, to)
    }
  }
}
