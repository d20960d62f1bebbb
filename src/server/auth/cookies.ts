import type { IncomingMessage } from 'node:http'

/** The prefix makes the browser hold us to it: Secure, this host only, the whole site. */
export const SESSION_COOKIE = '__Host-aside'
/** One for each sign-in that is under way, with its state behind it: several tabs may each have their own. */
const SIGN_IN = '__Host-aside-sign-in-'
/** What we make ourselves, as OpenID Connect's `state`. */
const STATE = /^[\w-]{43}$/

const FIXED = 'Path=/; Secure; HttpOnly'

export function sessionCookie(value: string, seconds: number): string {
  return `${SESSION_COOKIE}=${value}; ${FIXED}; SameSite=Strict; Max-Age=${seconds}`
}

/** Lax, because the provider sends the person back from its own site. Lives for the minutes of one sign-in. */
export function signInCookie(state: string, value: string, seconds: number): string {
  return `${SIGN_IN}${state}=${value}; ${FIXED}; SameSite=Lax; Max-Age=${seconds}`
}

/** The states of the sign-ins that this browser says are under way. */
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

/** `null` for no cookie of that name, or two, which are ambiguous. */
export function readCookie(req: IncomingMessage, name: string): string | null {
  const cookies = pairs(req).filter((pair) => pair.startsWith(`${name}=`))
  const only = cookies.length === 1 ? cookies[0] : undefined
  return only === undefined ? null : only.slice(name.length + 1)
}

function pairs(req: IncomingMessage): readonly string[] {
  return (req.headers.cookie ?? '').split(';').map((pair) => pair.trim())
}
