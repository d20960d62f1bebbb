import type { OfficerId } from '#domain/case/ids.ts'
import type { Directory } from '#domain/case/roster.ts'
import type { Office } from '#domain/concern/office.ts'

export interface DirectoryStore {
  /** The newest published snapshot, the same object until there is a newer one; `null` before the first roster. */
  latest(): Promise<Directory | null>
  /** Every snapshot that was ever published, oldest first; likewise the same until there is a newer one. */
  every(): Promise<readonly Directory[]>
  publish(directory: Omit<Directory, 'previous' | 'hash'>): Promise<void>
}

/** People who can sign in, apart from the roster: subject at the identity provider → officer. */
export interface Person {
  readonly id: OfficerId
  readonly subject: string
  readonly offices: readonly Office[]
}

/** An account at the identity provider. */
export interface Account {
  readonly issuer: string
  readonly subject: string
}

export interface SessionStore {
  personOf(issuer: string, subject: string): Promise<Person | null>
  /** `false`, and no session, where nobody has that account, or another was admitted in its place meanwhile (T-10). */
  start(tokenHash: Uint8Array<ArrayBuffer>, account: Account, until: Date): Promise<boolean>
  find(tokenHash: Uint8Array, now: Date): Promise<Person | null>
  end(tokenHash: Uint8Array): Promise<void>
}

export interface Health {
  /** `false` when the database does not answer within a second. Never throws. */
  database(): Promise<boolean>
}
