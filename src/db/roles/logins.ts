import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { AppError, TRANSIENT } from '#errors.ts'
import { otherReaders, writePrivateFile } from '#private-file.ts'
import { type Connection, connectionTo } from '../connection.ts'
import { toAppError } from '../error-mapping.ts'
import { postgres } from '../postgres-driver.ts'
import { ROLES, type Role } from './role.ts'

/** URL parameter with the path of a login file: a role and its password per line. */
const FILE = 'logins'
const LINE = /^(aside_[a-z]+):([A-Za-z0-9_-]{43})$/

/**
 * Connection URL of a pool: with the login of its role from the login file, or else with the URL's own login.
 * @throws CONFIG_INVALID
 */
export function connectionAs(url: string, role: Role): Connection {
  const file = loginFileOf(url)
  if (file === null) return connectionTo(url)
  const password = read(file)?.get(role)
  if (password === undefined) {
    throw new AppError('CONFIG_INVALID', { names: 'DATABASE_URL', why: 'no_login', role })
  }
  return { ...connectionTo(url), username: role, password }
}

/** Connection URL for reads that any role may do: without a login of its own it takes one of the login file. */
export function connectionOf(url: string): Connection {
  const own = connectionTo(url)
  return own.username === '' && loginFileOf(url) !== null
    ? connectionAs(url, 'aside_register')
    : own
}

export function hasLogins(url: string): boolean {
  return loginFileOf(url) !== null
}

export function withLogins(url: string, file: string): string {
  const at = new URL(url)
  at.searchParams.set(FILE, file)
  return at.href
}

/**
 * Writes the login file with a password per role, for its user alone; existing passwords stay.
 * @returns whether somebody else could read passwords that stay
 */
export function makeLogins(file: string): boolean {
  const passwords = read(file) ?? new Map<Role, string>()
  const missing = ROLES.filter((role) => !passwords.has(role))
  const wasOpen = passwords.size > 0 && otherReaders(file) !== null
  if (missing.length === 0 && !wasOpen) return false
  for (const role of missing) passwords.set(role, randomBytes(32).toString('base64url'))
  const text = [...passwords].map(([role, password]) => `${role}:${password}\n`).join('')
  writePrivateFile(file, text)
  return wasOpen
}

/**
 * Sets the passwords of the logins in the database, as the owner. Each role is its own login and a member of no other,
 * so it cannot change to one. Roles that can log in already, and missing ones, are skipped. The SCRAM verifier is sent
 * instead of the password, which could be logged.
 */
export async function ensureLogins(url: string): Promise<void> {
  const passwords = read(loginFileOf(url) ?? '')
  if (passwords === null) return
  const own = postgres({ ...connectionTo(url), max: 1, fetch_types: false })
  try {
    const there = await own<{ role: string }[]>`select rolname as role from pg_roles`
    for (const [role, password] of passwords) {
      if (!there.some((one) => one.role === role) || (await comesIn(url, role))) continue
      await own.unsafe(`alter role ${role} login noinherit password '${verifier(password)}'`)
    }
  } catch (thrown) {
    throw toAppError(thrown)
  } finally {
    await own.end({ timeout: 1 })
  }
}

async function comesIn(url: string, role: Role): Promise<boolean> {
  const sql = postgres({ ...connectionAs(url, role), max: 1, fetch_types: false })
  try {
    await sql`select 1`
    return true
  } catch (thrown) {
    if (TRANSIENT.includes(toAppError(thrown).code)) throw thrown
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** SCRAM-SHA-256 verifier, as Postgres stores it (RFC 5803). */
function verifier(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, 4096, 32, 'sha256')
  const keyed = (what: string) => createHmac('sha256', salted).update(what).digest()
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64')
  const server = keyed('Server Key').toString('base64')
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${stored}:${server}`
}

/** Path of the login file that a database URL names. */
export function loginFileOf(url: string): string | null {
  return URL.parse(url)?.searchParams.get(FILE) ?? null
}

/** Reads the login file; `null` when there is none. @throws CONFIG_INVALID for a malformed file */
function read(file: string): Map<Role, string> | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return null
  }
  const passwords = new Map<Role, string>()
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, name, password] = LINE.exec(line) ?? []
    const role = ROLES.find((each) => each === name)
    if (role === undefined || password === undefined) {
      throw new AppError('CONFIG_INVALID', { names: 'DATABASE_URL', why: 'logins_unreadable' })
    }
    passwords.set(role, password)
  }
  return passwords
}
