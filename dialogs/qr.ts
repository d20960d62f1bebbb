import { generate } from 'lean-qr'

/** The white border that readers need. */
const BORDER = 4

/** Text as dark squares on a light ground, `size` squares wide and high, its border with it. */
export interface QrModules {
  readonly size: number
  dark(x: number, y: number): boolean
  /** The dark squares as the path of an SVG whose box is `0 0 size size`. */
  readonly path: string
}

/** The same text gives the same squares, always. */
export function qrModules(text: string): QrModules {
  const bitmap = generate(text)
  const size = bitmap.size + 2 * BORDER
  const dark = (x: number, y: number) => bitmap.get(x - BORDER, y - BORDER)
  return { size, dark, path: rows(size, dark) }
}

/** One bar for each run of dark squares: a third of the length, and no hairlines between neighbours. */
function rows(size: number, dark: QrModules['dark']): string {
  let path = ''
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const from = x
      while (x < size && dark(x, y)) x += 1
      if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`
    }
  }
  return path
}
