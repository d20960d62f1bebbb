import type { IncomingMessage } from 'node:http'

/** The prefix makes the browser hold us to it: Secure, this host only, the whole site. */
export const SESSION_COOKIE = '__Host-aside'
/** Lax, because the provider sends the person back from its own site. Lives for the minutes of one sign-in. */
export const SIGN_IN_COOKIE = '__Host-aside-sign-in'

const FIXED = 'Path=/; Secure; HttpOnly'

export function sessionCookie(value: string, seconds: number): string {
  return `${SESSION_COOKIE}=${value}; ${FIXED}; SameSite=Strict; Max-Age=${seconds}`
}

export function signInCookie(value: string, seconds: number): string {
  return `${SIGN_IN_COOKIE}=${value}; ${FIXED}; SameSite=Lax; Max-Age=${seconds}`
}

/** `null` when there is none, and when there are two: then nobody can say which is ours. */
export function readCookie(req: IncomingMessage, name: string): string | null {
  const found = (req.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
  const only = found.length === 1 ? found[0] : undefined
  return only === undefined ? null : only.slice(name.length + 1)
}
