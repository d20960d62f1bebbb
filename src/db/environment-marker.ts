import { AppError } from '#errors.ts'
import type { Database } from './database.ts'
import { asking } from './pool.ts'
import { environmentMarkers } from './schema/environment-marker.ts'

export type EnvironmentKind = 'demo' | 'production'

export interface EnvironmentMarker {
  /** `null` on a database that nobody has used yet. */
  read(): Promise<EnvironmentKind | null>
  /**
   * Says what this database is, once and for ever; the same again is nothing new.
   * @throws DEMO_REFUSED when it is the other
   */
  claim(kind: EnvironmentKind): Promise<void>
}

export function environmentMarker(db: Database): EnvironmentMarker {
  const read = async () =>
    (await asking(db.select().from(environmentMarkers).execute()))[0]?.kind ?? null
  return {
    read,
    claim: async (kind) => {
      await asking(
        db
          .insert(environmentMarkers)
          .values({ singleton: 'database', kind })
          .onConflictDoNothing()
          .execute(),
      )
      if ((await read()) !== kind) throw new AppError('DEMO_REFUSED', { database: 'other' })
    },
  }
}
