import { desc, sql } from 'drizzle-orm'
import type { Directory } from '#domain/case/roster.ts'
import type { DirectoryStore } from '#ports.ts'
import type { Database, Transaction } from '../database.ts'
import { asking, PATIENCE_WITH_FILES_MS, TIME_LIMIT_WITH_FILES } from '../pool.ts'
import { directories } from '../schema/directory.ts'

type DirectorySnapshot = Omit<Directory, 'previous' | 'hash'>

/** Ties a snapshot to the one before it (`crypto/directory.ts`). */
export type Chain = (
  previous: string | null,
  snapshot: DirectorySnapshot,
) => Promise<Pick<Directory, 'previous' | 'hash'>>

export function directoryStore(db: Database, chain: Chain): DirectoryStore {
  const newestHash = async () => {
    const newestFirst = db.select({ hash: directories.hash }).from(directories)
    const [last] = await asking(newestFirst.orderBy(desc(directories.n)).limit(1).execute())
    return last?.hash ?? null
  }
  return {
    latest: untilNewer(newestHash, async () => {
      const last = await asking(newest(db))
      if (last === null) return null
      const { n: _, ...directory } = last
      return directory
    }),
    every: untilNewer(newestHash, async () => {
      const all = await asking(db.select().from(directories).orderBy(directories.n).execute())
      return all.map(({ n: _, ...directory }) => directory)
    }),
    publish: (directory) =>
      asking(
        db.transaction(async (tx) => {
          // Of an administrator, who waits: it drops what waits for whoever is in it no more, or changed office.
          await tx.execute(TIME_LIMIT_WITH_FILES)
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
        PATIENCE_WITH_FILES_MS,
      ),
  }
}

/** Nothing published ever changes (`migrations/`), so what was read is read again only when a newer one is there. */
function untilNewer<T>(
  newestHash: () => Promise<string | null>,
  read: () => Promise<T>,
): () => Promise<T> {
  let last: { readonly hash: string | null; readonly value: T } | null = null
  return async () => {
    const hash = await newestHash()
    if (last?.hash !== hash) last = { hash, value: await read() }
    return last.value
  }
}

async function newest(tx: Database | Transaction): Promise<typeof directories.$inferSelect | null> {
  const [last] = await tx.select().from(directories).orderBy(desc(directories.n)).limit(1)
  return last ?? null
}
