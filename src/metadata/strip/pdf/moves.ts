import { type Matrix, times } from './raster.ts'
import { written } from './written.ts'

export function matrixIn(line: string): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = line.split(' ').map(Number)
  return [a, b, c, d, e, f]
}

/** A number rounded to ten digits, without errors of addition. */
export function rounded(value: number): string {
  return written(Number(value.toPrecision(10)))
}

/** Merges adjacent transformations (`cm`). */
export function joinMoves(lines: readonly string[]): readonly string[] {
  const all: string[] = []
  for (const line of lines) {
    const last = all.at(-1) ?? ''
    if (!(line.endsWith(' cm') && last.endsWith(' cm'))) all.push(line)
    else all.splice(-1, 1, `${times(matrixIn(line), matrixIn(last)).map(rounded).join(' ')} cm`)
  }
  return all
}
