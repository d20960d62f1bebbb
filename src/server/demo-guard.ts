import type { IncomingHttpHeaders } from 'node:http'
import type { WebCode } from './error-mapping.ts'
import { isSameOrigin } from './origin.ts'

/** What a tunnel or a proxy adds. The demo is for this machine, so each of them is a reason to refuse. */
const FORWARDED = /^(x-forwarded-.*|forwarded|via|x-real-ip|x-original-.*|cf-connecting-ip)$/

/** A request as far as the guard looks at it. */
export interface Knock {
  readonly method: string
  readonly headers: IncomingHttpHeaders
}

/**
 * Why the demo does not answer this, or `null`. It has no credentials worth the name, so a page elsewhere, a name
 * that was pointed at loopback or a tunnel must not be able to speak to it.
 * @param hosts the host names with port that it answers to
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
