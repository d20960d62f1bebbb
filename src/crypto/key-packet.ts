import { enums } from './openpgp.ts'
import type { Packet } from './packet.ts'

const PKESK = 1
const KEY_ID_BYTES = 8
/** Bytes of a wrapped key: the first two of the shorter one of a sealed half of a name. */
const WRAPPED_KEY = [24, 32, 40, 48]
const SMALLEST_RSA_BITS = 3000
const CURVE25519 = 0x40

/**
 * Whether this is a PKESK packet of version 3 with key id zero and exactly the fields of its algorithm: no room for
 * anything else.
 */
export function isKeyPacket({ tag, body }: Packet): boolean {
  if (tag !== PKESK || body[0] !== 3) return false
  if (body.subarray(1, 1 + KEY_ID_BYTES).some((byte) => byte !== 0)) return false
  const rest = body.subarray(2 + KEY_ID_BYTES)
  switch (body[1 + KEY_ID_BYTES]) {
    case enums.publicKey.rsaEncryptSign:
      return mpiBytes(rest) === rest.length && rest.length * 8 > SMALLEST_RSA_BITS
    case enums.publicKey.ecdh:
      return isPoint(rest) && isWrapped(rest.subarray(mpiBytes(rest)))
    case enums.publicKey.x25519:
      return isCoordinate(rest.subarray(0, 32)) && isWrappedBesideAlgorithm(rest.subarray(32))
    case enums.publicKey.x448:
      return isWrappedBesideAlgorithm(rest.subarray(56))
    default:
      return false
  }
}

/**
 * Length in bytes of the MPI at the start, with its length field; infinite when it is ill-formed. May exceed the bytes
 * that are there.
 */
function mpiBytes(bytes: Uint8Array): number {
  const [high = 0, low = 0, top = 0] = bytes
  const bits = (high << 8) | low
  const wellFormed = bits > 0 && Math.clz32(top) === 31 - ((bits - 1) % 8)
  return wellFormed ? 2 + Math.ceil(bits / 8) : Number.POSITIVE_INFINITY
}

/**
 * Whether the MPI is a point: one of Curve25519 (legacy form) has a prefix byte and a coordinate that is checked;
 * points of other curves are not checked.
 */
function isPoint(rest: Uint8Array): boolean {
  const point = rest.subarray(2, mpiBytes(rest))
  return point[0] !== CURVE25519 || isCoordinate(point)
}

/**
 * Whether the top bit of a coordinate is 0: the arithmetic ignores it, so there would be two encodings of one key
 * packet.
 */
function isCoordinate(bytes: Uint8Array): boolean {
  return ((bytes.at(-1) ?? 0) & 0b1000_0000) === 0
}

function isWrapped(bytes: Uint8Array): boolean {
  return WRAPPED_KEY.includes(bytes.length - 1) && bytes[0] === bytes.length - 1
}

function isWrappedBesideAlgorithm(bytes: Uint8Array): boolean {
  return WRAPPED_KEY.includes(bytes.length - 2) && bytes[0] === bytes.length - 1
}
