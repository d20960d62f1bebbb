import type { IncomingMessage } from 'node:http'
import { isLoopbackName, loopbackHosts } from '#loopback.ts'
import { demoRefusal } from './demo-guard.ts'
import type { WebCode } from './error-mapping.ts'

/** Health probe: answered under any Host, as it comes from the same machine. */
const BY_ANY_NAME = '/healthz'

/** Host names that this server answers to: its public one; in the demo also the other names of loopback. */
export function ownHosts(publicUrl: string, demo: boolean): readonly string[] {
  const { host, hostname, port } = new URL(publicUrl)
  if (demo && isLoopbackName(hostname)) return loopbackHosts(port || '80')
  return port === '' ? [host, `${host}:443`] : [host]
}

/**
 * Why a request is refused before the framework reads it, or `null`. A compressed body would crash the framework's own
 * reader, a foreign Host would poison links and caches, and an address that is no path makes the router throw.
 * @param req its Host is in lower case already
 * @param hosts host names with port that this server answers to
 */
export function requestGuard(
  req: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  hosts: readonly string[],
  demo: boolean,
): WebCode | null {
  const { headers } = req
  const refused = demo ? demoRefusal({ method: req.method ?? '', headers }, hosts) : null
  if (refused !== null) return refused
  const named = hosts.includes(headers.host ?? '') || req.url === BY_ANY_NAME
  if (!named) return 'HOST_REFUSED'
  if (headers['content-encoding'] !== undefined) return 'ENCODING_REFUSED'
  const transfer = headers['transfer-encoding']
  if (transfer !== undefined && transfer !== 'chunked') return 'ENCODING_REFUSED'
  if (transfer !== undefined && headers['content-length'] !== undefined) return 'REQUEST_INVALID'
  if (headers.upgrade !== undefined) return 'REQUEST_INVALID'
  return isPath(req.url ?? '') ? null : 'REQUEST_INVALID'
}

function isPath(url: string): boolean {
  if (!url.startsWith('/') || url.startsWith('//') || url.length > 2048) return false
  try {
    decodeURI(url)
    return true
  } catch {
    return false
  }
}
