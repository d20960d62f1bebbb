import { generate } from 'lean-qr'

/** Quiet zone around a QR code, in modules. */
const BORDER = 4

/** QR code of a text; `size` is its side in modules, quiet zone included. */
export interface QrModules {
  readonly size: number
  dark(x: number, y: number): boolean
  /** Dark modules as an SVG path in the view box `0 0 size size`. */
  readonly path: string
}

/** Encodes a text; deterministic. */
export function qrModules(text: string): QrModules {
  const bitmap = generate(text)
  const size = bitmap.size + 2 * BORDER
  const dark = (x: number, y: number) => bitmap.get(x - BORDER, y - BORDER)
  return { size, dark, path: rows(size, dark) }
}

/** One rectangle per run of dark modules: shorter, and no hairlines between neighbours. */
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
