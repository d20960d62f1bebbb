import { eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { asking } from './pool.ts'
import { policies } from './schema/policy.ts'

/** A policy as it is shown: hash and text of it with every text, and whether it opens the anonymous page. */
export interface ShownPolicy {
  readonly hash: string
  readonly text: string
  readonly policy: { readonly page: boolean }
}

/** The policies and texts that people were shown, by hash. */
export interface Policies {
  /** To be called before anything is promised under it. */
  keep(shown: ShownPolicy): Promise<void>
  find(hash: string): Promise<string | null>
  /** Whether any of them opened the anonymous page. Depends on nothing that anybody did on it. */
  openedPage(): Promise<boolean>
}

export function policyStore(db: Database): Policies {
  return {
    keep: async ({ hash, text, policy: { page } }) => {
      await asking(db.insert(policies).values({ hash, text, page }).onConflictDoNothing().execute())
    },
    find: async (hash) => {
      const rows = await asking(db.select().from(policies).where(eq(policies.hash, hash)).execute())
      return rows[0]?.text ?? null
    },
    openedPage: async () => (await asking(db.$count(policies, eq(policies.page, true)))) > 0,
  }
}
