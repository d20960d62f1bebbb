import { sql } from 'drizzle-orm'
import type { OfficeLinks } from '#ports.ts'
import { type Database, reading, rowsOf } from './database.ts'
import { asking } from './pool.ts'

/** Under the desk's role, which can put a link in and can see none. */
export function officeLinkStore(db: Database): OfficeLinks {
  return {
    give: (officer, { hash, office, until }, { on, now, most }) =>
      asking(
        db.transaction(async (tx) => {
          await reading(tx, { officer })
          const [row] = await rowsOf<{ given: boolean }>(
            tx,
            sql`select create_office_link(
              ${Buffer.from(hash)}::bytea, ${office}, ${until}::date, ${on}::date, ${now.toISOString()}::timestamptz, ${most}
            ) as given`,
          )
          return row?.given === true ? 'given' : 'too_many'
        }),
      ),
  }
}
