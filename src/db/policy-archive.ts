import { eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { asking } from './pool.ts'
import { policies } from './schema/policy.ts'

/** The policies and texts that people were shown, by hash. */
export interface Policies {
  /** To be called before anything is promised under it. */
  keep(hash: string, text: string): Promise<void>
  find(hash: string): Promise<string | null>
}

export function policyStore(db: Database): Policies {
  return {
    keep: async (hash, text) => {
      await asking(db.insert(policies).values({ hash, text }).onConflictDoNothing().execute())
    },
    find: async (hash) => {
      const rows = await asking(db.select().from(policies).where(eq(policies.hash, hash)).execute())
      return rows[0]?.text ?? null
    },
  }
}
