import type { IncomingMessage } from 'node:http'
import { WebRefusal } from './error-mapping.ts'

/**
 * Deepest nesting of JSON accepted; cards and letters have less. Checked before parsing, so that no later code
 * overflows the stack.
 */
const DEEPEST = 64

/**
 * Reads a JSON body. A parse error is reported as a code, because the parser's message quotes the input.
 * @param limit in bytes
 * @param seconds until it must have arrived
 * @throws TYPE_REFUSED, BODY_TOO_LARGE, BODY_LATE, BODY_INVALID
 */
export async function readJson(
  req: IncomingMessage,
  limit: number,
  seconds: number,
): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(req.headers['content-type'] ?? '')) {
    throw new WebRefusal('TYPE_REFUSED')
  }
  if (Number(req.headers['content-length'] ?? 0) > limit) throw new WebRefusal('BODY_TOO_LARGE')
  return parse(await readBytes(req, limit, seconds))
}

/**
 * Reads a binary body (sealed bytes) that is not empty.
 * @param limit in bytes
 * @param seconds until it must have arrived
 * @throws TYPE_REFUSED, BODY_TOO_LARGE, BODY_LATE, BODY_INVALID
 */
export async function readOctets(
  req: IncomingMessage,
  limit: number,
  seconds: number,
): Promise<Uint8Array> {
  if (req.headers['content-type'] !== 'application/octet-stream') {
    throw new WebRefusal('TYPE_REFUSED')
  }
  if (Number(req.headers['content-length'] ?? 0) > limit) throw new WebRefusal('BODY_TOO_LARGE')
  const bytes = await readBytes(req, limit, seconds)
  if (bytes.length === 0) throw new WebRefusal('BODY_INVALID')
  return bytes
}

function readBytes(req: IncomingMessage, limit: number, seconds: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const stop = (code: 'BODY_LATE' | 'BODY_TOO_LARGE' | 'BODY_INVALID') => {
      clearTimeout(late)
      req.removeAllListeners('data')
      req.resume()
      reject(new WebRefusal(code))
    }
    const late = setTimeout(() => stop('BODY_LATE'), seconds * 1000)
    req.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > limit) stop('BODY_TOO_LARGE')
      else chunks.push(chunk)
    })
    req.once('end', () => {
      clearTimeout(late)
      resolve(Buffer.concat(chunks))
    })
    req.once('aborted', () => stop('BODY_INVALID'))
    req.once('error', () => stop('BODY_INVALID'))
  })
}

function parse(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (tooDeep(text)) throw new WebRefusal('BODY_INVALID')
    return JSON.parse(text, refusePrototype)
  } catch {
    throw new WebRefusal('BODY_INVALID')
  }
}

/** Refuses `__proto__`, which could pollute a prototype in a later merge. */
function refusePrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new WebRefusal('BODY_INVALID')
  return value
}

function tooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (quoted) {
      if (letter === '\\') at += 1
      else if (letter === '"') quoted = false
    } else if (letter === '"') quoted = true
    else if (letter === '{' || letter === '[') {
      depth += 1
      if (depth > DEEPEST) return true
    } else if (letter === '}' || letter === ']') depth -= 1
  }
  return false
}
