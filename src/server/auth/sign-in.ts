import type { Request, Response } from 'restify'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import type { ServerOptions } from '../options.ts'
import { notAnOfficer, signInFailed, signInUnavailable } from '../public-pages/messages.ts'
import { sendPage } from '../reply.ts'
import { pendingStates, readSignIn, sessionCookie, signInCookie } from './cookies.ts'
import { fresh, isProviderDown, type Provider, reasonOf } from './openid-provider.ts'
import { openPending, type PendingSignIn, SIGN_IN_SECONDS, sealPending } from './pending-sign-in.ts'
import { hashOf, inRoster, sessionHash, startSession } from './session.ts'

/** How many sign-ins of one browser may be pending; with one more, the oldest is dropped. */
const MOST_AT_ONCE = 5

/**
 * Redirects to the organisation's sign-in. An earlier session ends when the new one begins, not now: otherwise a link
 * on another site could sign an officer out.
 */
export async function login(
  options: ServerOptions,
  provider: Provider,
  req: Request,
  res: Response,
): Promise<void> {
  if (options.demo && req.headers.host !== new URL(options.publicUrl).host) {
    // Loopback has several names, and cookies belong to one: sign-in uses the public name.
    see(res, `${options.publicUrl}/auth/login`)
    return
  }
  const asked = fresh()
  const address = await provider.address(asked).catch(() => null)
  if (address === null) {
    sendPage(res, 503, signInUnavailable(options))
    return
  }
  const previous = sessionHash(req)
  const until = options.services.clock.now().getTime() + SIGN_IN_SECONDS * 1000
  const pending = { ...asked, previous: previous && base64url(previous), until }
  const attempts = pendingAttempts(options, req).slice(0, MOST_AT_ONCE - 1)
  const forgotten = pendingStates(req).filter(
    (state) => !attempts.some((one) => one.state === state),
  )
  res.setHeader('Set-Cookie', [
    keep(options, pending),
    ...forgotten.map((state) => signInCookie(state, '', 0)),
  ])
  see(res, address.href)
}

/**
 * Handles the provider's callback. The session cookie is `Strict` and this request came from another site, so the
 * browser does not send it with the next page; the desk's page is the same for everybody and then asks who is signed
 * in, from our own site.
 */
export async function callback(
  options: ServerOptions,
  provider: Provider,
  req: Request,
  res: Response,
): Promise<void> {
  const answer = new URL(options.oidc.redirectUri)
  answer.search = new URL(req.url ?? '/', options.publicUrl).search
  const all = pendingAttempts(options, req)
  const pending = all.find(({ state }) => state === answer.searchParams.get('state'))
  const expiredCookies = pending === undefined ? [] : [signInCookie(pending.state, '', 0)]
  if (expiredCookies.length > 0) res.setHeader('Set-Cookie', expiredCookies)
  let refusal: unknown = null
  const vouched =
    pending &&
    (await provider.vouchFor(answer, pending).catch((error: unknown) => {
      refusal = error
      return null
    }))
  if (isProviderDown(refusal)) {
    options.services.log.warn('sign_in_away')
    sendPage(res, 503, signInUnavailable(options))
    return
  }
  if (!pending || !vouched) {
    options.services.log.warn('sign_in_failed', reasonOf(refusal))
    sendPage(res, 400, signInFailed(options))
    return
  }
  const person = await options.sessions.personOf(vouched.issuer, vouched.subject)
  const staff = person && (await inRoster(options, person))
  const token = staff && (await startSession(options, vouched))
  if (staff === null || token === null) {
    options.services.log.warn('sign_in_refused')
    sendPage(res, 403, notAnOfficer(options))
    return
  }
  if (pending.previous !== null) await options.sessions.end(fromBase64url(pending.previous))
  options.services.log.info('signed_in', { officer: staff.who.id })
  // Another pending tab that finishes later ends the session that begins now.
  const previous = base64url(hashOf(token))
  const others = all.filter((other) => other !== pending)
  res.setHeader('Set-Cookie', [
    sessionCookie(token, options.sessionHours * 3600),
    ...expiredCookies,
    ...others.map((other) => keep(options, { ...other, previous })),
  ])
  see(res, '/desk')
}

/** Pending sign-ins of this browser that have not expired, the newest first. */
function pendingAttempts(options: ServerOptions, req: Request): readonly PendingSignIn[] {
  const now = options.services.clock.now()
  return pendingStates(req)
    .map((state) => ({ state, sealed: readSignIn(req, state) }))
    .map(({ state, sealed }) => {
      const pending = sealed === null ? null : openPending(options.cookieKey, sealed, now)
      return pending?.state === state ? pending : null
    })
    .filter((pending) => pending !== null)
    .toSorted((one, other) => other.until - one.until)
}

function keep(options: ServerOptions, pending: PendingSignIn): string {
  const seconds = Math.ceil((pending.until - options.services.clock.now().getTime()) / 1000)
  return signInCookie(pending.state, sealPending(options.cookieKey, pending), seconds)
}

/**
 * Redirects (303) to an address made by this server. No parameter of a request is part of it, except the `state` of a
 * sign-in.
 */
function see(res: Response, address: string): void {
  res.sendRaw(303, '', { Location: address })
}
