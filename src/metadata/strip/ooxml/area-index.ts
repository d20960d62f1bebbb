import { FileRefused } from '../../metadata-finding.ts'

export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const isWithin = (at: Area, area: Area): boolean =>
  area.left <= at.left && at.left <= area.right && area.top <= at.top && at.top <= area.bottom

/** How many areas may lie over each cell on average. */
const MOST_OVER_EACH = 128

/** Finds the areas of a sheet that a cell is in, however many there are. */
export class AreaIndex<Value> {
  /** Areas by tiles of about their size, of which each lies in four at most. */
  readonly #sizes = new Map<number, Map<number, (readonly [Area, Value])[]>>()
  #left = 1 << 20

  add(area: Area, value: Value): void {
    const [high, wide] = [sizeOf(area.bottom - area.top), sizeOf(area.right - area.left)]
    const tiles = this.#sizes.get(high * 32 + wide) ?? new Map<number, (readonly [Area, Value])[]>()
    this.#sizes.set(high * 32 + wide, tiles)
    for (let row = area.top >>> high; row <= area.bottom >>> high; row += 1) {
      for (let column = area.left >>> wide; column <= area.right >>> wide; column += 1) {
        const all = tiles.get(row * COLUMNS + column)
        if (all === undefined) tiles.set(row * COLUMNS + column, [[area, value]])
        else all.push([area, value])
      }
    }
  }

  /** Whether one of the areas that a cell is in has such a value. @throws FileRefused `much` where too many lie over each other */
  some(cell: Area, test: (value: Value) => boolean): boolean {
    this.#left += MOST_OVER_EACH
    for (const [size, tiles] of this.#sizes) {
      const tile = (cell.top >>> (size >> 5)) * COLUMNS + (cell.left >>> (size & 31))
      for (const [area, value] of tiles.get(tile) ?? []) {
        this.#left -= 1
        if (this.#left < 0) throw new FileRefused('much')
        if (isWithin(cell, area) && test(value)) return true
      }
    }
    return false
  }
}

/** More than a column has digits for. */
const COLUMNS = 1 << 15

/** The power of two beyond a length. */
const sizeOf = (length: number) => 32 - Math.clz32(length)
