import type { IncomingMessage } from 'node:http'
import { WebRefusal } from './error-mapping.ts'
import type { MemoryBudget } from './memory-budget.ts'

/**
 * Deepest nesting of JSON accepted, and most values and names: cards and letters have far less. Checked before parsing,
 * so that no later code overflows the stack, and no small body takes long.
 */
const DEEPEST = 64
const MOST_VALUES = 20_000

/** Bytes that are held for a body as soon as its first ones are there. */
const FIRST_BYTES = 4096

/** Bytes that are held for bodies which are still arriving, of all clients together. */
export const BODY_BYTES = 256 * 1024 * 1024

/** Limits for reading one body. */
export interface BodyLimits {
  readonly bytes: number
  /** Until it must have arrived. */
  readonly seconds: number
  /** Shared by all requests: whoever is ended by it is refused as BODY_INVALID. */
  readonly budget: MemoryBudget<IncomingMessage>
}

/**
 * Reads a JSON body. A parse error is reported as a code, because the parser's message quotes the input.
 * @throws TYPE_REFUSED, BODY_TOO_LARGE, BODY_LATE, BODY_INVALID
 */
export async function readJson(req: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(req.headers['content-type'] ?? '')) {
    throw new WebRefusal('TYPE_REFUSED')
  }
  if (Number(req.headers['content-length'] ?? 0) > limits.bytes)
    throw new WebRefusal('BODY_TOO_LARGE')
  return parse(await readBytes(req, limits))
}

/**
 * Reads a binary body (sealed bytes) that is not empty.
 * @throws TYPE_REFUSED, BODY_TOO_LARGE, BODY_LATE, BODY_INVALID
 */
export async function readOctets(req: IncomingMessage, limits: BodyLimits): Promise<Uint8Array> {
  if (req.headers['content-type'] !== 'application/octet-stream') {
    throw new WebRefusal('TYPE_REFUSED')
  }
  if (Number(req.headers['content-length'] ?? 0) > limits.bytes)
    throw new WebRefusal('BODY_TOO_LARGE')
  const bytes = await readBytes(req, limits)
  if (bytes.length === 0) throw new WebRefusal('BODY_INVALID')
  return bytes
}

function readBytes(req: IncomingMessage, { bytes, seconds, budget }: BodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const body = bodyBuffer(Math.min(bytes, Number(req.headers['content-length'] ?? bytes)))
    let length = 0
    const stop = (code: 'BODY_LATE' | 'BODY_TOO_LARGE' | 'BODY_INVALID') => {
      clearTimeout(late)
      budget.forget(req)
      req.removeAllListeners('data')
      req.resume()
      reject(new WebRefusal(code))
    }
    const late = setTimeout(() => stop('BODY_LATE'), seconds * 1000)
    req.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > bytes) return stop('BODY_TOO_LARGE')
      budget.set(req, body.add(chunk))
    })
    req.once('end', () => {
      clearTimeout(late)
      budget.forget(req)
      resolve(body.bytes())
    })
    req.once('aborted', () => stop('BODY_INVALID'))
    req.once('error', () => stop('BODY_INVALID'))
  })
}

/**
 * A body in one buffer, however small its chunks are: what it takes is what is counted.
 * @param most what it may become; more is not reserved
 */
function bodyBuffer(most: number) {
  let [buffer, length] = [Buffer.alloc(0), 0]
  return {
    /** @returns bytes that are held now */
    add(chunk: Buffer): number {
      const needed = length + chunk.length
      if (needed > buffer.length) {
        const larger = Math.max(needed, Math.min(most, Math.max(2 * buffer.length, FIRST_BYTES)))
        const next = Buffer.allocUnsafeSlow(larger)
        buffer.copy(next, 0, 0, length)
        buffer = next
      }
      chunk.copy(buffer, length)
      length = needed
      return buffer.length
    },
    bytes: () => buffer.subarray(0, length),
  }
}

function parse(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!fits(text)) throw new WebRefusal('BODY_INVALID')
    const body: unknown = JSON.parse(text)
    refusePrototype(body)
    return body
  } catch {
    throw new WebRefusal('BODY_INVALID')
  }
}

/** Refuses `__proto__`, which could pollute a prototype in a later merge. A reviver takes thirty times as long. */
function refusePrototype(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if (Object.hasOwn(value, '__proto__')) throw new WebRefusal('BODY_INVALID')
  for (const part of Object.values(value)) refusePrototype(part)
}

/** Whether JSON is within `DEEPEST` and `MOST_VALUES`: each value but the first follows a bracket or a comma. */
function fits(text: string): boolean {
  let depth = 0
  let values = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (quoted) {
      if (letter === '\\') at += 1
      else if (letter === '"') quoted = false
    } else if (letter === '"') quoted = true
    else if (letter === '{' || letter === '[' || letter === ',') {
      values += 1
      if (letter !== ',') depth += 1
      if (depth > DEEPEST || values > MOST_VALUES) return false
    } else if (letter === '}' || letter === ']') depth -= 1
  }
  return true
}
