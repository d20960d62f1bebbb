/** Optimal Huffman codes for symbol counts, at most 16 bits long (ITU-T T.81, K.2). */
export interface Coding {
  /** Table as in DHT: number of codes of each length, and the symbols in order. */
  readonly table: Uint8Array
  readonly code: Uint16Array
  readonly length: Uint8Array
}

export function codingOf(counts: Uint32Array): Coding {
  // One additional symbol, so that no code consists of ones only.
  const weights = [...counts.subarray(0, 256), 1].map((weight) => weight)
  const depth = new Uint8Array(257)
  const next = new Int16Array(257).fill(-1)
  for (;;) {
    const [one, other] = twoLeast(weights)
    if (one < 0 || other < 0) break
    weights[one] = (weights[one] ?? 0) + (weights[other] ?? 0)
    weights[other] = 0
    let at = one
    for (;;) {
      depth[at] = (depth[at] ?? 0) + 1
      if ((next[at] ?? -1) < 0) break
      at = next[at] ?? 0
    }
    next[at] = other
    for (at = other; at >= 0; at = next[at] ?? -1) depth[at] = (depth[at] ?? 0) + 1
  }
  const lengths = new Uint8Array(258)
  for (const bits of depth) if (bits > 0) lengths[bits] = (lengths[bits] ?? 0) + 1
  shorten(lengths)
  const symbols = [...depth.subarray(0, 256).keys()]
    .filter((symbol) => (depth[symbol] ?? 0) > 0)
    .sort((one, other) => (depth[one] ?? 0) - (depth[other] ?? 0) || one - other)
  const code = new Uint16Array(256)
  const length = new Uint8Array(256)
  let [value, at] = [0, 0]
  for (let bits = 1; bits <= 16; bits += 1, value <<= 1) {
    for (let n = lengths[bits] ?? 0; n > 0; n -= 1, at += 1, value += 1) {
      code[symbols[at] ?? 0] = value
      length[symbols[at] ?? 0] = bits
    }
  }
  return { table: new Uint8Array([...lengths.subarray(1, 17), ...symbols]), code, length }
}

function twoLeast(weights: readonly number[]): readonly [number, number] {
  let [one, other] = [-1, -1]
  const of = (at: number) => (at < 0 ? Number.POSITIVE_INFINITY : (weights[at] ?? 0))
  for (const [at, weight] of weights.entries()) {
    if (weight === 0) continue
    if (weight <= of(one)) [one, other] = [at, one]
    else if (weight <= of(other)) other = at
  }
  return [one, other]
}

/** Limits codes to 16 bits and drops the code that consists of ones only. */
function shorten(lengths: Uint8Array): void {
  for (let bits = 257; bits > 16; bits -= 1) {
    while ((lengths[bits] ?? 0) > 0) {
      let from = bits - 2
      while (lengths[from] === 0) from -= 1
      lengths[bits] = (lengths[bits] ?? 0) - 2
      lengths[bits - 1] = (lengths[bits - 1] ?? 0) + 1
      lengths[from + 1] = (lengths[from + 1] ?? 0) + 2
      lengths[from] = (lengths[from] ?? 0) - 1
    }
  }
  const longest = lengths.findLastIndex((count) => count > 0)
  lengths[longest] = (lengths[longest] ?? 0) - 1
}
