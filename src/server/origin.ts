import type { IncomingHttpHeaders } from 'node:http'

/** Whether one of our own pages sent the request, by fetch metadata; in older browsers by `Origin`. */
export function isSameOrigin(headers: IncomingHttpHeaders, ours: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return headers.origin === ours
}

/** Reading is refused to other sites too; typed into the address bar, or asked by no browser, it is not. */
export function isForeign(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}
