import { sql } from 'drizzle-orm'
import type { TransactionSql } from 'postgres'
import type { Day } from '#domain/case/day.ts'
import { AppError } from '#errors.ts'
import type { Uploads } from '#ports.ts'
import { type Database, rowsOf } from '../database.ts'
import { unhurried } from '../error-mapping.ts'
import { asking, type Pool } from '../pool.ts'
import { countPiece, type DayLimits } from './daily-bytes.ts'

/**
 * Upload store.
 * @param intake connection of the intake role: reads uploads that no letter lists
 * @param duty connection of the duty role: deletes expired ones
 */
export function uploadStore(intake: Pool, duty: Database, limits: DayLimits): Uploads {
  return {
    put: ({ id, size }, n, piece, on) =>
      asking(
        intake.begin(async (tx) => {
          const data = Buffer.from(piece)
          // A piece that is there already is nothing new, on a full day too.
          const stored = await tx`select from upload_piece where upload_id = ${id} and n = ${n}`
          if (stored.length === 0) await limits.refuseFullOfFiles(tx, on)
          await begin(tx, id, size, on)
          const rows = await tx`
            insert into upload_piece (upload_id, n, data) values (${id}, ${n}, ${data})
            on conflict do nothing returning 1`
          // Last, to hold the lock of the shared counter as briefly as possible.
          if (rows.length > 0) await countPiece(tx, data.length, on)
          else await refuseOther(tx, id, n, data)
        }),
      ),

    has: async (id) => {
      const [row] = await asking(intake<{ pieces: number[] }[]>`
        select coalesce(
          (select json_agg(p.n order by p.n) from upload_piece p where p.upload_id = u.id), '[]'
        ) as pieces from upload u where u.id = ${id}`)
      return row?.pieces ?? null
    },

    sweep: async (before) => {
      const [swept] = await unhurried(
        rowsOf<{ n: number }>(duty, sql`select sweep_uploads(${before}::date) as n`),
      )
      return swept?.n ?? 0
    },
  }
}

/** Inserts the row with the first piece, in any order. @throws UPLOAD_REFUSED once a letter lists the upload */
async function begin(tx: TransactionSql, id: string, size: number, on: Day): Promise<void> {
  await tx`
    insert into upload (id, size, day) values (${id}, ${size}, ${on}::date) on conflict (id) do nothing`
  const open = await tx`select from upload where id = ${id}`
  if (open.length === 0) throw new AppError('UPLOAD_REFUSED')
}

/** Accepts an equal piece again, counted once. @throws UPLOAD_REFUSED for different bytes */
async function refuseOther(tx: TransactionSql, id: string, n: number, data: Buffer): Promise<void> {
  const same = await tx`
    select from upload_piece where upload_id = ${id} and n = ${n} and data = ${data}`
  if (same.length === 0) throw new AppError('UPLOAD_REFUSED')
}
