import type { IncomingHttpHeaders } from 'node:http'

/** Whether one of our own pages sent the request, by fetch metadata; in older browsers by `Origin`. */
export function isSameOrigin(headers: IncomingHttpHeaders, ours: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return headers.origin === ours
}

/**
 * Whether a page of another site sent the request. Requests from the address bar, and clients without fetch metadata,
 * do not count as foreign.
 */
export function isForeign(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}
