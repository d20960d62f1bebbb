import type { Request, Response } from 'restify'
import { base64url, fromBase64url } from '../case/ids.ts'
import { readCookie, SIGN_IN_COOKIE, sessionCookie, signInCookie } from './cookies.ts'
import type { ServerOptions } from './options.ts'
import { notAnOfficer, signInAway, signInFailed } from './pages.ts'
import { openPending, type Pending, SIGN_IN_SECONDS, sealPending } from './pending.ts'
import { fresh, type Provider, type Vouched } from './provider.ts'
import { sendPage } from './reply.ts'
import { inRoster, sessionHash, startSession } from './session.ts'

/**
 * Sends the person to the organisation's sign-in. A session that was here before ends when the new one begins, not
 * now: otherwise a link elsewhere could sign an officer out.
 */
export async function login(
  options: ServerOptions,
  provider: Provider,
  req: Request,
  res: Response,
): Promise<void> {
  if (options.demo && req.headers.host !== new URL(options.publicUrl).host) {
    // Loopback has several names and cookies know them apart: there is one name to sign in at.
    see(res, `${options.publicUrl}/auth/login`)
    return
  }
  const asked = fresh()
  const address = await provider.address(asked).catch(() => null)
  if (address === null) {
    options.world.log.warn('sign_in_away')
    sendPage(res, 503, signInAway(options))
    return
  }
  const previous = sessionHash(req)
  const until = options.world.clock.now().getTime() + SIGN_IN_SECONDS * 1000
  const pending = sealPending(options.cookieKey, {
    ...asked,
    previous: previous && base64url(previous),
    until,
  })
  res.setHeader('Set-Cookie', signInCookie(pending, SIGN_IN_SECONDS))
  see(res, address.href)
}

/**
 * Meets the person again. The session's cookie is `Strict` and this request came from another site, so the browser
 * will not send it with the page that follows; it need not, because the desk's page is the same for everybody and
 * asks who we are by itself, from our own site.
 */
export async function callback(
  options: ServerOptions,
  provider: Provider,
  req: Request,
  res: Response,
): Promise<void> {
  res.setHeader('Set-Cookie', signInCookie('', 0))
  const pending = pendingOf(options, req)
  const vouched = pending && (await vouch(options, provider, req, pending))
  if (pending === null || vouched === null) {
    options.world.log.warn('sign_in_failed')
    sendPage(res, 400, signInFailed(options))
    return
  }
  const person = await options.sessions.personOf(vouched.issuer, vouched.subject)
  const staff = person && (await inRoster(options, person.id))
  if (staff === null) {
    options.world.log.warn('sign_in_refused')
    sendPage(res, 403, notAnOfficer(options))
    return
  }
  if (pending.previous !== null) await options.sessions.end(fromBase64url(pending.previous))
  const token = await startSession(options, staff.who.id)
  options.world.log.info('signed_in', { officer: staff.who.id })
  const session = sessionCookie(token, options.sessionHours * 3600)
  res.setHeader('Set-Cookie', [session, signInCookie('', 0)])
  see(res, '/desk')
}

function pendingOf(options: ServerOptions, req: Request): Pending | null {
  const sealed = readCookie(req, SIGN_IN_COOKIE)
  return sealed === null ? null : openPending(options.cookieKey, sealed, options.world.clock.now())
}

function vouch(
  options: ServerOptions,
  provider: Provider,
  req: Request,
  pending: Pending,
): Promise<Vouched | null> {
  const answer = new URL(options.oidc.redirectUri)
  answer.search = new URL(req.url ?? '/', options.publicUrl).search
  return provider.vouchFor(answer, pending).catch(() => null)
}

/** 303 to an address that we made ourselves. No parameter of any request ends up here. */
function see(res: Response, address: string): void {
  res.sendRaw(303, '', { Location: address })
}
