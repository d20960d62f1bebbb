import { sql } from 'drizzle-orm'
import { PIECE_BYTES } from '../case/attachment.ts'
import { AsideError } from '../errors.ts'
import type { Uploads } from '../ports.ts'
import { type Database, rowsOf } from './database.ts'
import { asking } from './pool.ts'
import { unhurried } from './refusal.ts'

/** What may lie here without a letter, from everybody together: so many sealed bytes, and so many announced files. */
const MOST_UNCLAIMED = { bytes: 2 * 1024 ** 3, files: 20_000 }

/**
 * @param db as whoever lets concerns in: sees what no letter named yet, and changes nothing
 * @param duty as time: forgets what no letter named
 */
export function uploadStore(db: Database, duty: Database, most = MOST_UNCLAIMED): Uploads {
  const pieces = Math.ceil(most.bytes / PIECE_BYTES)
  return {
    begin: async ({ id, size }, on) => {
      const [found] = await asking(
        rowsOf<{ fits: boolean }>(
          db,
          sql`with there as (
            select u.size from upload u where u.id = ${id}::text
          ), begun as (
            insert into upload (id, size, day)
            select ${id}::text, ${size}::int, ${on}::date
            where not exists (select from there) and (select count(*) from upload) < ${most.files}::int
            on conflict (id) do nothing returning size
          )
          select coalesce((select size from there), (select size from begun)) = ${size}::int as fits`,
        ),
      )
      if (found?.fits !== true) throw new AsideError('UPLOAD_REFUSED')
    },

    sizeOf: async (id) => {
      const [found] = await asking(
        rowsOf<{ size: number }>(db, sql`select size from upload where id = ${id}`),
      )
      return found?.size ?? null
    },

    put: async (id, n, piece) => {
      const data = Buffer.from(piece)
      const [found] = await asking(
        rowsOf<{ kept: boolean }>(
          db,
          sql`with given as (
            select ${data}::bytea as data
          ), kept as (
            insert into upload_piece (upload_id, n, data)
            select u.id, ${n}::int, g.data from upload u, given g
            where u.id = ${id} and (select count(*) from upload_piece) < ${pieces}::int
            on conflict do nothing returning 1
          )
          select exists (select from kept) or exists (
            select from upload_piece p, given g
            where p.upload_id = ${id} and p.n = ${n} and p.data = g.data
          ) as kept`,
        ),
      )
      if (found?.kept !== true) throw new AsideError('UPLOAD_REFUSED')
    },

    has: async (id) => {
      const [found] = await asking(
        rowsOf<{ pieces: number[] }>(
          db,
          sql`select coalesce(
            (select json_agg(p.n order by p.n) from upload_piece p where p.upload_id = u.id), '[]'
          ) as pieces from upload u where u.id = ${id}`,
        ),
      )
      return found?.pieces ?? null
    },

    sweep: async (before) => {
      const [swept] = await unhurried(
        rowsOf<{ n: number }>(duty, sql`select sweep_uploads(${before}::date) as n`),
      )
      return swept?.n ?? 0
    },
  }
}
