import { desc, sql } from 'drizzle-orm'
import type { Directory } from '../case/roster.ts'
import type { DirectoryStore } from '../ports.ts'
import type { Database, Transaction } from './database.ts'
import { asking } from './pool.ts'
import { directories } from './schema/directory.ts'

type Published = Omit<Directory, 'previous' | 'hash'>

/** Ties a snapshot to the one before it (`sealing/directory.ts`). */
export type Chain = (
  previous: string | null,
  snapshot: Published,
) => Promise<Pick<Directory, 'previous' | 'hash'>>

export function directoryStore(db: Database, chain: Chain): DirectoryStore {
  return {
    latest: () =>
      asking(
        db.transaction(async (tx) => {
          const last = await newest(tx)
          if (last === null) return null
          const { n: _, ...directory } = last
          return directory
        }),
      ),
    every: async () => {
      const all = await asking(db.select().from(directories).orderBy(directories.n).execute())
      return all.map(({ n: _, ...directory }) => directory)
    },
    publish: (directory) =>
      asking(
        db.transaction(async (tx) => {
          await tx.execute(sql`select pg_advisory_xact_lock(20871003)`)
          const last = await newest(tx)
          // What is published already is not published again at each start.
          const again = last === null ? null : await chain(last.previous, directory)
          if (last !== null && again?.hash === last.hash) return
          const { root, roster, signature } = directory
          await tx.insert(directories).values({
            n: (last?.n ?? 0) + 1,
            root,
            roster,
            signature,
            certificates: [...directory.certificates],
            ...(await chain(last?.hash ?? null, directory)),
          })
        }),
      ),
  }
}

async function newest(tx: Transaction): Promise<typeof directories.$inferSelect | null> {
  const [last] = await tx.select().from(directories).orderBy(desc(directories.n)).limit(1)
  return last ?? null
}
