import type { IncomingHttpHeaders } from 'node:http'
import type { WebCode } from './error-mapping.ts'
import { isSameOrigin } from './origin.ts'

/** Headers that a tunnel or a proxy adds. The demo serves this machine only, so each is a reason to refuse. */
const FORWARDED = /^(x-forwarded-.*|forwarded|via|x-real-ip|x-original-.*|cf-connecting-ip)$/

/** The parts of a request that the guard checks. */
export interface Knock {
  readonly method: string
  readonly headers: IncomingHttpHeaders
}

/**
 * Why the demo refuses a request, or `null`. The demo's credentials protect nothing, so pages of other sites, host
 * names pointed at loopback and tunnels must not reach it.
 * @param hosts host names with port that it answers to
 */
export function demoRefusal(knock: Knock, hosts: readonly string[]): WebCode | null {
  if (Object.keys(knock.headers).some((name) => FORWARDED.test(name))) return 'HOST_REFUSED'
  const host = knock.headers.host?.toLowerCase() ?? ''
  if (!hosts.includes(host)) return 'HOST_REFUSED'
  if (knock.method === 'GET' || knock.method === 'HEAD') return null
  const { origin, 'sec-fetch-site': site } = knock.headers
  if (origin === undefined && site === undefined) return null
  return isSameOrigin(knock.headers, `http://${host}`) ? null : 'ORIGIN_REFUSED'
}
