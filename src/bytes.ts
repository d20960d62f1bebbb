export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()

export function utf8(text: string): Bytes {
  return new Uint8Array(encoder.encode(text))
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  return joined(parts)
}

/** The same for more parts than a call takes arguments. */
export function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Every part behind its length, so that no two lists of parts make the same bytes. */
export function framed(...parts: readonly (Uint8Array | string)[]): Bytes {
  return concat(
    ...parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? utf8(part) : part
      const length = new Uint8Array(4)
      new DataView(length.buffer).setUint32(0, bytes.length)
      return [length, bytes]
    }),
  )
}

/** Compares without telling by time where two secrets begin to differ. */
export function same(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (const [at, byte] of one.entries()) difference |= byte ^ (other[at] ?? 0)
  return difference === 0
}

/** @throws when one is longer than the other: half a key would pass for a whole one. */
export function xor(one: Uint8Array, other: Uint8Array): Bytes {
  if (one.length !== other.length) throw new TypeError('two halves of one length')
  return new Uint8Array(one.map((byte, at) => byte ^ (other[at] ?? 0)))
}
