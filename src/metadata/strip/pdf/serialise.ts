import { type PDFContext, PDFObjectStream, PDFRawStream, PDFStream } from '@cantoo/pdf-lib'
import { type Bytes, joined, utf8 } from '#bytes.ts'
import { deflated } from './image.ts'

/** Most objects of one object stream. */
const MOST = 50
/** Bytes of a row of the cross-reference table: kind of place, offset or stream, number within the stream. */
const [KIND, OFFSET, NUMBER] = [1, 4, 2]

/** Writes a document whose objects have the numbers from 1 on; each object is visited once. */
export function serialised(context: PDFContext): Bytes {
  const objects = context.enumerateIndirectObjects()
  const packed = objects.filter(([, object]) => !(object instanceof PDFStream))
  const streams = objects.filter(([, object]) => object instanceof PDFStream)
  const containers = Math.ceil(packed.length / MOST)
  const size = objects.length + containers + 2
  const rows = new DataView(new ArrayBuffer(size * (KIND + OFFSET + NUMBER)))
  const row = (number: number, kind: number, place: number, within: number) => {
    const at = number * (KIND + OFFSET + NUMBER)
    rows.setUint8(at, kind)
    rows.setUint32(at + KIND, place)
    rows.setUint16(at + KIND + OFFSET, within)
  }
  const parts: Uint8Array[] = []
  let end = 0
  const write = (part: Uint8Array) => {
    parts.push(part)
    end += part.length
  }
  const writeStream = (number: number, stream: PDFStream) => {
    row(number, 1, end, 0)
    write(utf8(`${number} 0 obj\n`))
    write(bytesOf(stream))
    write(utf8('\nendobj\n'))
  }
  row(0, 0, 0, 0xffff)
  write(bytesOf(context.header))
  write(utf8('\n'))
  for (const [ref, object] of streams) {
    if (object instanceof PDFStream) writeStream(ref.objectNumber, object)
  }
  for (let n = 0; n < containers; n += 1) {
    const number = objects.length + 1 + n
    const inside = packed.slice(n * MOST, (n + 1) * MOST)
    for (const [place, [ref]] of inside.entries()) row(ref.objectNumber, 2, number, place)
    writeStream(number, PDFObjectStream.withContextAndObjects(context, inside))
  }
  const start = end
  row(size - 1, 1, start, 0)
  const dict = context.obj({
    Type: 'XRef',
    Size: size,
    W: [KIND, OFFSET, NUMBER],
    Root: context.trailerInfo.Root,
    Filter: 'FlateDecode',
  })
  writeStream(size - 1, PDFRawStream.of(dict, deflated(new Uint8Array(rows.buffer))))
  write(utf8(`startxref\n${start}\n%%EOF`))
  return joined(parts)
}

/** What can write itself: an object, or the header. */
interface Writable {
  sizeInBytes(): number
  copyBytesInto(buffer: Uint8Array, offset: number): number
}

function bytesOf(object: Writable): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  return bytes
}
