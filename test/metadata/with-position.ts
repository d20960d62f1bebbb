import { concat } from '#bytes.ts'

const ASCII = 2

/** What a phone writes into a photo: who, with what and where. */
export function withPosition(jpeg: Uint8Array, name: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(`${name}\0SeedPhone\0`)
  const at = 8 + 2 + 3 * 12 + 4
  const list = new DataView(new ArrayBuffer(at + 18))
  list.setUint32(0, 0x49492a00)
  list.setUint32(4, 8, true)
  list.setUint16(8, 3, true)
  const entries = [
    [0x0110, ASCII, 10, at + 18 + name.length + 1],
    [0x013b, ASCII, name.length + 1, at + 18],
    [0x8825, 4, 1, at],
  ] as const
  for (const [n, [tag, type, count, value]] of entries.entries()) {
    list.setUint16(10 + n * 12, tag, true)
    list.setUint16(12 + n * 12, type, true)
    list.setUint32(14 + n * 12, count, true)
    list.setUint32(18 + n * 12, value, true)
  }
  // The list of the place: one entry, north or south.
  list.setUint16(at, 1, true)
  list.setUint16(at + 2, 1, true)
  list.setUint16(at + 4, ASCII, true)
  list.setUint32(at + 6, 2, true)
  list.setUint16(at + 10, 0x4e00)
  const exif = concat(new TextEncoder().encode('Exif\0\0'), new Uint8Array(list.buffer), text)
  const length = exif.length + 2
  const head = new Uint8Array([0xff, 0xe1, length >> 8, length & 0xff])
  return concat(jpeg.subarray(0, 2), head, exif, jpeg.subarray(2))
}
