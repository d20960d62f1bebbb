import crypto, { createHash } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/**
 * The day and hour that every walk begins with; Postgres keeps its own time, so the day is today's. The sign-in ends by
 * the browser's own clock: to walk with it, give the hour of now.
 */
export const FROZEN = Date.parse(
  process.env['ASIDE_SCREENS_AT'] ?? `${new Date().toISOString().slice(0, 10)}T09:00:00Z`,
)

/** The same bytes for the same seed and length, whatever else was drawn in between. */
function stream(seed: string): (bytes: Uint8Array) => void {
  const blocks = new Map<number, number>()
  return (bytes) => {
    const { length } = bytes
    let block = blocks.get(length) ?? 0
    for (let at = 0; at < length; at += 32) {
      const made = createHash('sha256').update(`${seed}:${length}:${block++}`).digest()
      bytes.set(made.subarray(0, Math.min(32, length - at)), at)
    }
    blocks.set(length, block)
  }
}

let fill = stream('start')
/** What is drawn from now on follows from this alone: a change that draws once more of another length moves nothing. */
export function seed(text: string): void {
  fill = stream(text)
}

/** In this process: the clock starts at the frozen moment and runs on, and what is drawn follows from the seed. */
export function freeze(): void {
  const shift = FROZEN - Date.now()
  const Real = Date
  globalThis.Date = new Proxy(Real, {
    construct: (target, given, self) =>
      Reflect.construct(target, given.length === 0 ? [Real.now() + shift] : given, self),
    get: (target, name) =>
      name === 'now' ? () => Real.now() + shift : Reflect.get(target, name, target),
  })
  const over = <View extends ArrayBufferView>(view: View): View => {
    fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
    return view
  }
  const bytes = crypto.randomBytes
  const drawn = (size: number) => {
    // Two runs share a database server: their databases may not have one name.
    if (new Error().stack?.includes('fixtures/postgres')) return bytes(size)
    return over(Buffer.alloc(size))
  }
  Object.defineProperty(Object.getPrototypeOf(globalThis.crypto), 'getRandomValues', {
    value: over,
  })
  Object.assign(crypto, { randomBytes: drawn, randomFillSync: over })
  syncBuiltinESMExports()
}

/** The same for a page: runs in it before its own script. */
export function seededPage(from: number): string {
  return `(() => {
    let state = ${Math.imul(from + 1, 0x9e3779b1) | 0}
    const next = () => {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
      return (mixed ^ (mixed >>> 14)) >>> 0
    }
    Math.random = () => next() / 4294967296
    Crypto.prototype.getRandomValues = (view) => {
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
      for (let at = 0; at < bytes.length; at += 1) bytes[at] = next() & 255
      return view
    }
  })()`
}
