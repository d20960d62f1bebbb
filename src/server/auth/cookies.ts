import type { IncomingMessage } from 'node:http'

/** Browsers accept a `__Host-` cookie only if it is Secure, for this host alone, and with the path `/`. */
export const SESSION_COOKIE = '__Host-aside'
/** Prefix of the cookie of a sign-in; the `state` follows it, so that each of several tabs has its own. */
const SIGN_IN = '__Host-aside-sign-in-'
/** Shape of the `state` parameter of OpenID Connect that this server makes. */
const STATE = /^[\w-]{43}$/

const FIXED = 'Path=/; Secure; HttpOnly'

export function sessionCookie(value: string, seconds: number): string {
  return `${SESSION_COOKIE}=${value}; ${FIXED}; SameSite=Strict; Max-Age=${seconds}`
}

/** `Lax`, because the provider redirects the browser from its own site. @param seconds lifetime */
export function signInCookie(state: string, value: string, seconds: number): string {
  return `${SIGN_IN}${state}=${value}; ${FIXED}; SameSite=Lax; Max-Age=${seconds}`
}

/** `state` parameters of this browser's sign-ins, by the names of its cookies; not verified. */
export function pendingStates(req: IncomingMessage): readonly string[] {
  const names = pairs(req).map((pair) => pair.split('=')[0] ?? '')
  const states = names
    .filter((name) => name.startsWith(SIGN_IN))
    .map((name) => name.slice(SIGN_IN.length))
  return [...new Set(states)].filter((state) => STATE.test(state))
}

export function readSignIn(req: IncomingMessage, state: string): string | null {
  return readCookie(req, `${SIGN_IN}${state}`)
}

/** Value of a cookie; `null` without one, or when two have this name. */
export function readCookie(req: IncomingMessage, name: string): string | null {
  const cookies = pairs(req).filter((pair) => pair.startsWith(`${name}=`))
  const only = cookies.length === 1 ? cookies[0] : undefined
  return only === undefined ? null : only.slice(name.length + 1)
}

function pairs(req: IncomingMessage): readonly string[] {
  return (req.headers.cookie ?? '').split(';').map((pair) => pair.trim())
}
