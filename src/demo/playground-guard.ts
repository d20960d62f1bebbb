import fs from 'node:fs'
import { Server as HttpServer, type IncomingMessage, ServerResponse } from 'node:http'
import { type AddressInfo, Server, Socket } from 'node:net'
import { basename, dirname } from 'node:path'
import { isLoopbackName, loopbackHosts } from '#loopback.ts'
import { WEB_CODES, type WebCode } from '#server/error-mapping.ts'
import { isForeign } from '#server/origin.ts'
import { foreignRefusal } from './foreign.ts'

// Preloaded into the Playground, which has no option for any of this: it listens on this machine only, answers nobody
// but its own page and the bot, connects to this machine only, and has no key to send telemetry with, without which
// its client for that, with a buffer and a folder of its own, is never made.

const HERE = '127.0.0.1'
type ListenArguments = readonly unknown[]

const { listen } = Server.prototype
Server.prototype.listen = function (this: Server, ...given: ListenArguments) {
  return Reflect.apply(listen, this, onLoopback(given))
} as typeof listen

function onLoopback([first, ...rest]: ListenArguments): ListenArguments {
  if (typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first))) {
    return [{ port: Number(first), host: HERE }, rest.find((one) => typeof one === 'function')]
  }
  const options = typeof first === 'object' && first !== null && 'port' in first
  return options ? [{ ...first, host: HERE }, ...rest] : [first, ...rest]
}

const { connect } = Socket.prototype
Socket.prototype.connect = function (this: Socket, ...given: ListenArguments) {
  if (staysHere(given)) return Reflect.apply(connect, this, given)
  return this.destroy(new Error('The Playground of the demo speaks to this machine only.'))
} as typeof connect

/** Node hands over either what the caller gave, or that as a list. */
function staysHere([first, second]: ListenArguments): boolean {
  if (Array.isArray(first)) return staysHere(first)
  if (typeof first === 'string') return !/^\d+$/.test(first) || isHere(second)
  if (typeof first !== 'object' || first === null) return isHere(second)
  return 'path' in first && typeof first.path === 'string'
    ? true
    : isHere(Reflect.get(first, 'host'))
}

function isHere(host: unknown): boolean {
  return typeof host !== 'string' || host === '::1' || isLoopbackName(host)
}

const { emit } = HttpServer.prototype
const REQUESTS: ListenArguments = [
  'request',
  'checkContinue',
  'checkExpectation',
  'upgrade',
  'connect',
]
HttpServer.prototype.emit = function (this: HttpServer, ...given: ListenArguments) {
  const [event, req, answer] = given as [string, IncomingMessage, ServerResponse | Socket]
  const refused = REQUESTS.includes(event) ? refusal(req, this.address() as AddressInfo) : null
  if (refused === null) return Reflect.apply(emit, this, given)
  if (answer instanceof ServerResponse) refuse(answer, refused)
  else answer.destroy()
  return true
} as typeof emit

function refusal(req: IncomingMessage, { port }: AddressInfo): WebCode | null {
  const { method = '', headers, url } = req
  const refused = foreignRefusal({ method, headers }, loopbackHosts(port))
  if (refused !== null || !isForeign(headers)) return refused
  // A link to it, wherever it stands, may be followed.
  return url === '/' && headers['sec-fetch-dest'] === 'document' ? null : 'ORIGIN_REFUSED'
}

function refuse(res: ServerResponse, code: WebCode): void {
  res.writeHead(WEB_CODES[code], { 'Content-Type': 'application/json' })
  res.end(JSON.stringify({ code }))
}

const { readFileSync } = fs
fs.readFileSync = ((...given: ListenArguments) => {
  const [file] = given
  const settings = typeof file === 'string' && basename(file) === 'config.json'
  if (settings && basename(dirname(file)) === 'server') return '{}'
  return Reflect.apply(readFileSync, fs, given)
}) as typeof readFileSync

// Whoever started us holds the other end of this pipe. When it closes, even by a kill, nobody needs us any more.
process.stdin.on('close', () => process.exit(0))
process.stdin.resume()
