import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Custodian, Officer } from '#domain/case/officer.ts'
import type { Account, Person } from '#ports.ts'
import { WebRefusal } from '../error-mapping.ts'
import type { ServerOptions } from '../options.ts'
import { readCookie, SESSION_COOKIE } from './cookies.ts'

type SessionServices = Pick<ServerOptions, 'sessions' | 'services' | 'sessionHours'>

/**
 * Starts a session. The database stores a hash only: a copy of it cannot sign in.
 * @returns the token, `null` where the account is nobody's (any more)
 */
export async function startSession(
  options: SessionServices,
  account: Account,
): Promise<string | null> {
  const token = randomBytes(32).toString('base64url')
  const until = new Date(options.services.clock.now().getTime() + options.sessionHours * 3_600_000)
  return (await options.sessions.start(hashOf(token), account, until)) ? token : null
}

/** An officer or a custodian of the roster, never both. */
export type Staff =
  | { readonly is: 'officer'; readonly who: Officer }
  | { readonly is: 'custodian'; readonly who: Custodian }

/**
 * The signed-in person, as the present roster lists them: whoever is removed from the roster is refused with the next
 * request.
 * @throws SIGN_IN_FIRST
 */
export async function staffOf(options: SessionServices, req: IncomingMessage): Promise<Staff> {
  const hash = sessionHash(req)
  if (hash === null) throw new WebRefusal('SIGN_IN_FIRST')
  const person = await options.sessions.find(hash, options.services.clock.now())
  const staff = person && (await inRoster(options, person))
  if (staff === null) throw new WebRefusal('SIGN_IN_FIRST')
  return staff
}

/** The signed-in officer. @throws SIGN_IN_FIRST for a custodian too */
export async function officerOf(options: SessionServices, req: IncomingMessage): Promise<Officer> {
  const { is, who } = await staffOf(options, req)
  if (is !== 'officer') throw new WebRefusal('SIGN_IN_FIRST')
  return who
}

/** The signed-in custodian. @throws SIGN_IN_FIRST for an officer too */
export async function custodianOf(
  options: SessionServices,
  req: IncomingMessage,
): Promise<Custodian> {
  const { is, who } = await staffOf(options, req)
  if (is !== 'custodian') throw new WebRefusal('SIGN_IN_FIRST')
  return who
}

/**
 * The person as the roster lists them, in the role in which the register admitted them (an office, or none): whom the
 * roster turned from one into the other is refused (T-119).
 */
export async function inRoster(
  options: Pick<ServerOptions, 'services'>,
  { id, offices }: Pick<Person, 'id' | 'offices'>,
): Promise<Staff | null> {
  const { officers, custodians } = await options.services.readership.known()
  if (offices.length > 0) {
    const officer = officers.find((one) => one.id === id)
    return officer === undefined ? null : { is: 'officer', who: officer }
  }
  const custodian = custodians.find((one) => one.id === id)
  return custodian === undefined ? null : { is: 'custodian', who: custodian }
}

/** Ends the session in the database, so that a copied cookie becomes invalid. */
export async function endSession(
  options: Pick<ServerOptions, 'sessions'>,
  req: IncomingMessage,
): Promise<void> {
  const hash = sessionHash(req)
  if (hash !== null) await options.sessions.end(hash)
}

export function sessionHash(req: IncomingMessage): Uint8Array<ArrayBuffer> | null {
  const token = readCookie(req, SESSION_COOKIE)
  return token === null ? null : hashOf(token)
}

export function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token, 'utf8').digest())
}
