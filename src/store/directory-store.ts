import { createHash } from 'node:crypto'
import { desc, sql } from 'drizzle-orm'
import type { Directory } from '../case/roster.ts'
import type { DirectoryStore } from '../ports.ts'
import type { Database, Transaction } from './database.ts'
import { asking } from './pool.ts'
import { directories } from './schema/directory.ts'

type Published = Omit<Directory, 'previous' | 'hash'>

export function directoryStore(db: Database): DirectoryStore {
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
    publish: (directory) =>
      asking(
        db.transaction(async (tx) => {
          await tx.execute(sql`select pg_advisory_xact_lock(20871003)`)
          const last = await newest(tx)
          const previous = last?.hash ?? null
          // What is published already is not published again at each start.
          if (last !== null && directoryHash(last.previous, directory) === last.hash) return
          const { root, roster, signature } = directory
          await tx.insert(directories).values({
            n: (last?.n ?? 0) + 1,
            root,
            roster,
            signature,
            certificates: [...directory.certificates],
            previous,
            hash: directoryHash(previous, directory),
          })
        }),
      ),
  }
}

async function newest(tx: Transaction): Promise<typeof directories.$inferSelect | null> {
  const [last] = await tx.select().from(directories).orderBy(desc(directories.n)).limit(1)
  return last ?? null
}

/** SHA-256 over the snapshot and the hash of the one before, in a form that can be written in one way only. */
export function directoryHash(previous: string | null, directory: Published): string {
  const { root, roster, signature, certificates } = directory
  return createHash('sha256')
    .update(JSON.stringify([1, previous, root, roster, signature, certificates]))
    .digest('hex')
}
