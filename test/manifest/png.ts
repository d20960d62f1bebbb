import { inflateSync } from 'node:zlib'

export interface Point {
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly alpha: number
}

/** Every point of an eight-bit picture with transparency, read without anybody else's code. */
export function pointsOf(png: Uint8Array): readonly Point[] {
  const { header, data } = chunks(Buffer.from(png))
  const width = header.readUInt32BE(0)
  const height = header.readUInt32BE(4)
  const stride = width * 4
  const raw = inflateSync(data)
  const rows: Buffer[] = []
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1)
    const row = Buffer.from(raw.subarray(start + 1, start + 1 + stride))
    unfilter(row, rows.at(-1) ?? Buffer.alloc(stride), raw[start] ?? 0)
    rows.push(row)
  }
  const all = Buffer.concat(rows)
  return Array.from({ length: width * height }, (_, at) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = all.subarray(at * 4, at * 4 + 4)
    return { red, green, blue, alpha }
  })
}

function chunks(png: Buffer): { header: Buffer; data: Buffer } {
  const data: Buffer[] = []
  let header = Buffer.alloc(0)
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const kind = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (kind === 'IHDR') header = Buffer.from(body)
    if (kind === 'IDAT') data.push(body)
    at += length + 12
  }
  return { header, data: Buffer.concat(data) }
}

/** The five ways in which a row can lean on the one above and on what stands before. */
function unfilter(row: Buffer, above: Buffer, filter: number): void {
  for (let at = 0; at < row.length; at += 1) {
    const left = at < 4 ? 0 : (row[at - 4] ?? 0)
    const up = above[at] ?? 0
    const corner = at < 4 ? 0 : (above[at - 4] ?? 0)
    const lean = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
    row[at] = ((row[at] ?? 0) + lean) & 0xff
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const near = [left, up, corner].map((one) => Math.abs(guess - one))
  const [toLeft = 0, toUp = 0, toCorner = 0] = near
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}
