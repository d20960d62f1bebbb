/** Columns of the largest sheet. */
export const SHEET_COLUMNS = 16_384

/** The first of a list, in order and without overlaps, that ends behind a place; `undefined` where none does. */
export function firstBeyond<Line extends { readonly end: number }>(
  lines: readonly Line[],
  at: number,
): Line | undefined {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((lines[middle]?.end ?? 0) > at) high = middle
    else low = middle + 1
  }
  return lines[low]
}

/**
 * Tells until which row columns are under a cell that spans several. A segment tree over the columns of a sheet: what is
 * added or asked takes some thirty steps, however many cells span others.
 */
export class SpannedColumns {
  /** The last row of all columns of a part of the tree, and of any of them. */
  readonly #all = new Map<number, number>()
  readonly #any = new Map<number, number>()

  /** @param until the first row that is free again */
  add(from: number, to: number, until: number): void {
    this.#add(from, to, until, 1, 0, SHEET_COLUMNS)
  }

  /** The first row in which all columns from one to before another are free. */
  until(from: number, to: number): number {
    return this.#until(from, to, 1, 0, SHEET_COLUMNS)
  }

  #add(from: number, to: number, until: number, part: number, start: number, size: number): void {
    if (from >= start + size || to <= start) return
    this.#any.set(part, Math.max(until, this.#any.get(part) ?? 0))
    if (from <= start && to >= start + size) {
      this.#all.set(part, Math.max(until, this.#all.get(part) ?? 0))
      return
    }
    const half = size / 2
    this.#add(from, to, until, part * 2, start, half)
    this.#add(from, to, until, part * 2 + 1, start + half, half)
  }

  #until(from: number, to: number, part: number, start: number, size: number): number {
    const any = this.#any.get(part)
    if (any === undefined || from >= start + size || to <= start) return 0
    if (from <= start && to >= start + size) return any
    const half = size / 2
    return Math.max(
      this.#all.get(part) ?? 0,
      this.#until(from, to, part * 2, start, half),
      this.#until(from, to, part * 2 + 1, start + half, half),
    )
  }
}
