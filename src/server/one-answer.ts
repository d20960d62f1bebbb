import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

type Listener = (req: IncomingMessage, res: ServerResponse) => void

/** Events of Node's with which the framework begins an answer. */
const BEGINNINGS = ['request', 'checkContinue'] as const

/** Statuses with which Node answers what it cannot read; 400 for all else. */
const UNREADABLE: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/**
 * Ends a connection that asks again before it has taken its answer: answers that nobody reads would pile up behind it,
 * a thousand for each 64 KiB that come. No browser does that, nor a proxy as documented. To be called when the framework
 * listens already. What Node would answer by itself, and without a header of ours, is answered here, too.
 */
export function oneAnswerAtATime(server: Server, headers: Readonly<Record<string, string>>): void {
  const open = new WeakSet<Socket>()
  const begin = ({ socket }: IncomingMessage, res: ServerResponse): boolean => {
    if (open.has(socket)) socket.destroy()
    if (socket.destroyed) return false
    open.add(socket)
    const end = () => open.delete(socket)
    res.once('finish', end).once('close', end)
    return true
  }
  for (const event of BEGINNINGS) {
    const listeners = server.listeners(event) as Listener[]
    server.removeAllListeners(event)
    server.on(event, (req: IncomingMessage, res: ServerResponse) => {
      if (begin(req, res)) for (const listener of listeners) listener.call(server, req, res)
    })
  }
  const all = { ...headers, 'Content-Length': '0', Connection: 'close' }
  server.on('checkExpectation', (req: IncomingMessage, res: ServerResponse) => {
    if (!begin(req, res)) return
    res.writeHead(417, all)
    res.end()
  })
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  server.on('clientError', (thrown: NodeJS.ErrnoException, socket: Socket) => {
    const status = UNREADABLE[thrown.code ?? ''] ?? '400 Bad Request'
    if (socket.writable && !open.has(socket)) {
      socket.write(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`)
    }
    socket.destroy()
  })
  // Our own guard asks for it, and answers with our headers.
  Object.assign(server, { requireHostHeader: false })
}
