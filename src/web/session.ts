import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { OfficerId } from '../case/ids.ts'
import type { Officer } from '../case/officer.ts'
import { readCookie, SESSION_COOKIE } from './cookies.ts'
import type { ServerOptions } from './options.ts'
import { WebRefusal } from './refusal.ts'

type SessionWorld = Pick<ServerOptions, 'sessions' | 'world' | 'sessionHours'>

/** A new session of an officer. The database gets a hash: whoever copies it cannot sign in with it. */
export async function startSession(options: SessionWorld, officer: OfficerId): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const until = new Date(options.world.clock.now().getTime() + options.sessionHours * 3_600_000)
  await options.sessions.start(hashOf(token), officer, until)
  return token
}

/**
 * Who is asking: signed in, and an officer by the roster as it is now. Signing in once is not enough: who was taken
 * off the roster is out with the next click.
 * @throws SIGN_IN_FIRST
 */
export async function officerOf(options: SessionWorld, req: IncomingMessage): Promise<Officer> {
  const hash = sessionHash(req)
  if (hash === null) throw new WebRefusal('SIGN_IN_FIRST')
  const person = await options.sessions.find(hash, options.world.clock.now())
  const officer = person && (await inRoster(options, person.id))
  if (officer === null) throw new WebRefusal('SIGN_IN_FIRST')
  return officer
}

export async function inRoster(
  options: Pick<ServerOptions, 'world'>,
  id: OfficerId,
): Promise<Officer | null> {
  const roster = await options.world.readership.roster()
  return roster.officers.find((officer) => officer.id === id) ?? null
}

/** Ends the session in the database: a copied cookie is worth nothing afterwards. */
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

function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token, 'utf8').digest())
}
