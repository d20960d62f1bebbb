import { sql } from 'drizzle-orm'
import type { Exclusions, Letterbox } from '../../ports.ts'
import { type Database, reading } from '../database.ts'
import { asking, type Pool } from '../pool.ts'
import { fileAtDoor } from './file.ts'
import { herCase } from './find.ts'

/** The anonymous door's store: one role lets in, and the person's own looks, adds and takes back. */
export function letterboxOf(intake: Pool, reporters: Database, rules: Exclusions): Letterbox {
  return {
    file: fileAtDoor(intake, rules),
    find: (lookup) =>
      asking(
        reporters.transaction(
          async (tx) => {
            // Before the snapshot: what a release writes anew in between would be in neither place.
            await tx.execute(sql`lock table letterbox in access share mode`)
            await reading(tx, { lookups: [lookup] })
            return herCase(tx, lookup)
          },
          { isolationLevel: 'repeatable read' },
        ),
      ),
    ...({} as Omit<Letterbox, 'file' | 'find'>),
  }
}
