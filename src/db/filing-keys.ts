import { asc } from 'drizzle-orm'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import type { FilingKeyStore } from '#ports.ts'
import type { Database } from './database.ts'
import { asking } from './pool.ts'
import { filingKeys } from './schema/filing-key.ts'

/** Nothing here changes a key that is published, and the database would refuse it. */
export function filingKeyStore(db: Database): FilingKeyStore {
  return {
    record: async ({ id, publicKey, since }) => {
      const row = { id, publicKey: fromBase64url(publicKey), since }
      await asking(db.insert(filingKeys).values(row).onConflictDoNothing().execute())
    },
    every: async () => {
      const all = await asking(
        db.select().from(filingKeys).orderBy(asc(filingKeys.since), asc(filingKeys.id)).execute(),
      )
      return all.map(({ id, publicKey, since }) => ({
        id,
        publicKey: base64url(publicKey),
        since,
      }))
    },
  }
}
