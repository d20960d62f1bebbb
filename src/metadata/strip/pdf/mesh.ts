/** Layout of the data of a mesh shading: types 4 and 5 are triangles, 6 and 7 patches. Sizes in bits. */
export interface Mesh {
  readonly kind: number
  readonly flag: number
  readonly coordinate: number
  readonly component: number
  readonly channels: number
  /** Vertices in a row (type 5). */
  readonly row: number
}

/** Length in bytes of the data that draws: up to the last complete triangle, row or patch, or to an invalid flag. */
export function meshSize(bytes: Uint8Array, mesh: Mesh): number {
  const { kind, flag, coordinate, component, channels, row } = mesh
  const size = (points: number, colours: number) =>
    ((kind === 5 ? 0 : flag) + points * 2 * coordinate + colours * channels * component) / 8
  if (kind === 5) {
    const whole = Math.ceil(size(1, 1)) * Math.max(1, row)
    return Math.floor(bytes.length / whole) * whole
  }
  const points = kind === 4 ? 1 : kind === 6 ? 12 : 16
  const first = kind === 4 ? 3 * Math.ceil(size(1, 1)) : size(points, 4)
  const next = kind === 4 ? first / 3 : size(points - 4, 2)
  // Where patches are not byte-aligned, readers differ in where the next begins.
  if (![first, next].every((each) => Number.isInteger(each) && each > 0)) return bytes.length
  let at = 0
  while (at < bytes.length) {
    const own = (bytes[at] ?? 0) >> (8 - flag)
    const end = at + (own === 0 || at === 0 ? first : next)
    if (own > (kind === 4 ? 2 : 3) || end > bytes.length) break
    at = end
  }
  return at
}
