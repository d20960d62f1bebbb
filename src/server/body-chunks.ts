import type { IncomingMessage, Server } from 'node:http'

/** Events of Node's with which a request begins. */
const BEGINNINGS = ['request', 'checkContinue', 'checkExpectation'] as const

/** Chunks that any body may come in, and the bytes that each further one brings on average. */
const FREE_CHUNKS = 256
const BYTES_A_CHUNK = 128

/**
 * Ends a request whose body comes in more chunks than its bytes need: each costs a call and a buffer of some hundred bytes,
 * also where nobody reads the body. A segment of TCP brings more, and so does every proxy and client that we know. To be called
 * when the framework listens already.
 */
export function endTinyChunks(server: Server): void {
  for (const event of BEGINNINGS) {
    server.prependListener(event, (req: IncomingMessage) => countChunks(req))
  }
}

function countChunks(req: IncomingMessage): void {
  if (Object.hasOwn(req, 'push')) return
  const push = req.push.bind(req)
  let [chunks, bytes] = [0, 0]
  req.push = (chunk: Buffer | null, encoding) => {
    if (chunk === null) return push(null)
    chunks += 1
    bytes += chunk.length
    if (chunks <= FREE_CHUNKS + bytes / BYTES_A_CHUNK) return push(chunk, encoding)
    req.destroy()
    return false
  }
}
