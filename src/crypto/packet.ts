import { AppError } from '#errors.ts'

/** One OpenPGP packet. */
export interface Packet {
  readonly tag: number
  readonly body: Uint8Array
}

/**
 * Parses bytes that must be exactly one packet: the new header format with a definite length, no partial lengths,
 * nothing after it. Libraries are lenient here and would accept a second packet behind the first.
 * @throws ENVELOPE_REFUSED
 */
export function onlyPacket(bytes: Uint8Array): Packet {
  const [first = 0, length = 0] = bytes
  const isNewFormat = (first & 0b1100_0000) === 0b1100_0000
  if (!isNewFormat || bytes.length < 2) throw new AppError('ENVELOPE_REFUSED')
  const { start, size } = extent(bytes, length)
  if (start + size !== bytes.length) throw new AppError('ENVELOPE_REFUSED')
  return { tag: first & 0b0011_1111, body: bytes.subarray(start) }
}

/** Bytes of each packet, one behind the other, in the same form. @throws ENVELOPE_REFUSED */
export function packetsIn(bytes: Uint8Array): readonly Uint8Array[] {
  const packets: Uint8Array[] = []
  for (let rest = bytes; rest.length > 0; ) {
    const { start, size } = extent(rest, rest[1] ?? 0)
    const length = Math.min(start + size, rest.length)
    packets.push(rest.subarray(0, length))
    rest = rest.subarray(length)
  }
  return packets
}

/** Reads a length field (RFC 9580 §4.2.1); only the shortest encoding of a length is accepted. */
function extent(bytes: Uint8Array, first: number): { start: number; size: number } {
  if (first < 192) return { start: 2, size: first }
  if (first < 224 && bytes.length >= 3) {
    return { start: 3, size: ((first - 192) << 8) + (bytes[2] ?? 0) + 192 }
  }
  if (first === 255 && bytes.length >= 6) {
    const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(2)
    if (size > 8383) return { start: 6, size }
  }
  throw new AppError('ENVELOPE_REFUSED')
}
