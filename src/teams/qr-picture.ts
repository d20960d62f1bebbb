import { crc32, deflateSync } from 'node:zlib'
import { type Squares, squares } from '../../dialogs/qr.ts'

/** Points of a square's side: a card shows it at its own size, so that it stays sharp. */
const POINTS = 6
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

/** Text as a picture that a camera reads: a few hundred bytes, on a white ground also where the card is dark. */
export function qrPicture(text: string): string {
  return `data:image/png;base64,${png(squares(text)).toString('base64')}`
}

/** One bit a point: 1 is white. */
function png({ size, dark }: Squares): Buffer {
  const width = size * POINTS
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(width, 4)
  head.writeUInt8(1, 8)
  const lines = Buffer.concat(Array.from({ length: width }, (_, y) => line(width, y, dark)))
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The byte before the points says that they stand as they are. */
function line(width: number, y: number, dark: Squares['dark']): Buffer {
  const bytes = Buffer.alloc(1 + Math.ceil(width / 8))
  for (let x = 0; x < width; x += 1) {
    if (dark(Math.floor(x / POINTS), Math.floor(y / POINTS))) continue
    const at = 1 + (x >> 3)
    bytes.writeUInt8(bytes.readUInt8(at) | (0x80 >> (x & 7)), at)
  }
  return bytes
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(data.length, 0)
  around.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)])
}
