import { FileRefused } from '../../metadata-finding.ts'

export type Matrix = readonly [number, number, number, number, number, number]
export const UNIT: Matrix = [1, 0, 0, 1, 0, 0]

/** Product of two transformations: `one` first. */
export function times(one: Matrix, other: Matrix): Matrix {
  const [a, b, c, d, e, f] = one
  const [p, q, r, s, t, u] = other
  return [
    a * p + b * r,
    a * q + b * s,
    c * p + d * r,
    c * q + d * s,
    e * p + f * r + t,
    e * q + f * s + u,
  ]
}

/** Points of a path, two numbers each, for each closed subpath. */
export type Path = readonly (readonly number[])[]

/** A rectangle, transformed, as a path. */
export function boxPath([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[], by: Matrix): Path {
  const corners = [x1, y1, x2, y1, x2, y2, x1, y2]
  const points: number[] = []
  for (let at = 0; at < 8; at += 2) {
    const [x = 0, y = 0] = [corners[at], corners[at + 1]]
    points.push(x * by[0] + y * by[2] + by[4], x * by[1] + y * by[3] + by[5])
  }
  return [points]
}

/** Bounds of a path: left, bottom, right, top. */
export function pathBounds(path: Path): readonly [number, number, number, number] {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const points of path) {
    for (let at = 0; at + 1 < points.length; at += 2) {
      const [x = 0, y = 0] = [points[at], points[at + 1]]
      left = Math.min(left, x)
      right = Math.max(right, x)
      bottom = Math.min(bottom, y)
      top = Math.max(top, y)
    }
  }
  return [left, bottom, right, top]
}

/** Limit of the work for one document. */
export class Budget {
  #left = 500_000_000

  get left(): number {
    return this.#left
  }

  /** @throws FileRefused when the limit is exceeded */
  take(cost: number): void {
    this.#left -= cost
    if (!(this.#left > 0)) throw new FileRefused('broken')
  }
}

/** Clipping region: a box, with a mask whose cells are 0 (outside), 1 (partly) or 2 (inside). */
export interface Clip {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
  readonly mask: Uint8Array | null
}

export function isEmpty(clip: Clip): boolean {
  return clip.left >= clip.right || clip.bottom >= clip.top
}

export function levelAt(clip: Clip, x: number, y: number): number {
  if (x < clip.left || x >= clip.right || y < clip.bottom || y >= clip.top) return 0
  return clip.mask?.[(y - clip.bottom) * (clip.right - clip.left) + x - clip.left] ?? 2
}

export function both(one: Clip, other: Clip, budget: Budget): Clip {
  const left = Math.max(one.left, other.left)
  const bottom = Math.max(one.bottom, other.bottom)
  const right = Math.max(left, Math.min(one.right, other.right))
  const top = Math.max(bottom, Math.min(one.top, other.top))
  const box = { left, bottom, right, top, mask: null }
  if ((one.mask ?? other.mask) === null || isEmpty(box)) return box
  const mask = new Uint8Array((right - left) * (top - bottom))
  budget.take(mask.length * 4)
  for (let y = bottom, at = 0; y < top; y += 1) {
    for (let x = left; x < right; x += 1, at += 1) {
      mask[at] = Math.min(levelAt(one, x, y), levelAt(other, x, y))
    }
  }
  return { ...box, mask }
}

/** Calls back for each horizontal run of cells whose centre is inside the path. */
export function spans(
  path: Path,
  evenOdd: boolean,
  within: Clip,
  budget: Budget,
  each: (y: number, from: number, to: number) => void,
): void {
  const rows = new Map<number, number[]>()
  for (const points of path) {
    const size = points.length
    for (let at = 0; at < size; at += 2) {
      const [x1 = 0, y1 = 0] = [points[at], points[at + 1]]
      const [x2 = 0, y2 = 0] = [points[(at + 2) % size], points[(at + 3) % size]]
      if (!Number.isFinite(x1 + y1 + x2 + y2)) return
      const first = Math.max(within.bottom, Math.ceil(Math.min(y1, y2) - 0.5))
      const end = Math.min(within.top, Math.ceil(Math.max(y1, y2) - 0.5))
      budget.take(2 + Math.max(0, end - first) * 40)
      for (let y = first; y < end; y += 1) {
        const x = x1 + ((y + 0.5 - y1) / (y2 - y1)) * (x2 - x1)
        const near = Math.min(within.right + 1, Math.max(within.left - 1, x))
        // Crossing in 1/256 of a cell, and the direction of the line.
        const crossing = Math.round(near * 256) * 2 + (y2 > y1 ? 1 : 0)
        const row = rows.get(y)
        if (row === undefined) rows.set(y, [crossing])
        else row.push(crossing)
      }
    }
  }
  for (const [y, row] of rows) {
    row.sort((one, other) => one - other)
    let turns = 0
    let from = 0
    for (const crossing of row) {
      const was = evenOdd ? turns & 1 : turns
      turns += (crossing & 1) > 0 ? 1 : -1
      const x = Math.ceil((crossing >> 1) / 256 - 0.5)
      if (was === 0) from = x
      else if ((evenOdd ? turns & 1 : turns) === 0) {
        const [left, right] = [Math.max(from, within.left), Math.min(x, within.right)]
        if (left < right) each(y, left, right)
      }
    }
  }
}

/** Clipping region of a path. */
export function clipOf(path: Path, evenOdd: boolean, within: Clip, budget: Budget): Clip {
  const [left, bottom, right, top] = pathBounds(path).map((side) => Math.ceil(side - 0.5))
  const box = both(
    within,
    { left: left ?? 0, bottom: bottom ?? 0, right: right ?? 0, top: top ?? 0, mask: null },
    budget,
  )
  if (isEmpty(box) || isUpright(path)) return box
  const wide = box.right - box.left
  const mask = new Uint8Array(wide * (box.top - box.bottom))
  budget.take(mask.length)
  spans(path, evenOdd, box, budget, (y, from, to) => {
    const start = (y - box.bottom) * wide - box.left
    mask.fill(2, start + from, start + to)
  })
  return box.mask === null ? { ...box, mask } : both(box, { ...box, mask }, budget)
}

function isUpright([points = [], second]: Path): boolean {
  const [x1, y1, x2, y2, x3, y3, x4, y4, x5 = x1, y5 = y1] = points
  if (second !== undefined || points.length < 8 || points.length > 10) return false
  if (x5 !== x1 || y5 !== y1) return false
  return (
    (x1 === x2 && y2 === y3 && x3 === x4 && y4 === y1) ||
    (y1 === y2 && x2 === x3 && y3 === y4 && x4 === x1)
  )
}

/** Raster of cells: the colour of each, and what covered it last. */
export class Raster {
  readonly clip: Clip
  /** From the page to cells. */
  readonly view: Matrix
  readonly wide: number
  readonly #first: number
  #ground: Int32Array | null = null
  /** Counter of the last opaque object on each cell. */
  #cover: Int32Array | null = null
  /** Colour of each cell under a letter, as what was painted later leaves it; negative elsewhere. */
  letters: Int32Array | null = null
  /** Colours that were painted. */
  readonly inks = new Set<number>()
  /** Whether content outside the box may be visible too. */
  readonly open: boolean
  /** Whether it is a mask; letters are shapes on it. */
  masks = false
  /** Whether any letter was painted. */
  words = false

  constructor(clip: Clip, view: Matrix, first: number, open = false) {
    this.clip = clip
    this.view = view
    this.wide = clip.right - clip.left
    this.open = open
    this.#first = first
  }

  /** A raster of about so many cells for a box of the page. */
  static ofBox(
    [x1, y1, x2, y2]: readonly number[],
    cells: number,
    first: number,
    open = false,
  ): Raster {
    const [left, bottom] = [Math.min(x1 ?? 0, x2 ?? 0), Math.min(y1 ?? 0, y2 ?? 0)]
    const wide = Math.max(Math.abs((x2 ?? 0) - (x1 ?? 0)), 1e-6)
    const high = Math.max(Math.abs((y2 ?? 0) - (y1 ?? 0)), 1e-6)
    const scale = Math.min(Math.sqrt(cells / (wide * high)), 2048 / Math.max(wide, high))
    const [right, top] = [Math.ceil(wide * scale), Math.ceil(high * scale)]
    const view: Matrix = [scale, 0, 0, scale, -left * scale, -bottom * scale]
    return new Raster({ left: 0, bottom: 0, right, top, mask: null }, view, first, open)
  }

  /** A copy to paint on. */
  copied(budget: Budget): Raster {
    const copy = new Raster(this.clip, this.view, this.#first, this.open)
    const { ground, cover } = copy.layers(budget)
    if (this.#ground !== null) ground.set(this.#ground)
    if (this.#cover !== null) cover.set(this.#cover)
    copy.masks = this.masks
    return copy
  }

  get size(): number {
    return this.wide * (this.clip.top - this.clip.bottom)
  }

  at(x: number, y: number): number {
    return (y - this.clip.bottom) * this.wide + x - this.clip.left
  }

  tint(cell: number, letter: number): void {
    if (this.letters === null && letter < 0) return
    this.letters ??= new Int32Array(this.size).fill(-1)
    this.letters[cell] = letter
  }

  groundAt(cell: number): number {
    return this.#ground?.[cell] ?? this.#first
  }

  coverAt(cell: number): number {
    return this.#cover?.[cell] ?? 0
  }

  layers(budget: Budget): { readonly ground: Int32Array; readonly cover: Int32Array } {
    if (this.#ground === null || this.#cover === null) {
      budget.take(this.size / 8)
      this.#ground = new Int32Array(this.size).fill(this.#first)
      this.#cover = new Int32Array(this.size)
    }
    return { ground: this.#ground, cover: this.#cover }
  }
}
