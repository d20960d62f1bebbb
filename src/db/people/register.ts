import type { DirectoryStore } from '#ports.ts'
import { database } from '../database.ts'
import { pool } from '../pool.ts'
import { type Chain, directoryStore } from './directory-store.ts'
import { type People, peopleStore } from './people.ts'

/** The register alone, for the command line: who may read, and who may sign in. */
export function registerFor(
  url: string,
  chain: Chain,
): {
  readonly directory: DirectoryStore
  readonly people: People
  close(): Promise<void>
} {
  const sql = pool(url, 'aside_register', 1)
  const register = database(sql)
  return {
    directory: directoryStore(register, chain),
    people: peopleStore(register),
    close: () => sql.end({ timeout: 2 }),
  }
}
