import postgres from 'postgres'
import type { KeyPacket } from '../case/envelope.ts'
import type { Kind } from '../case/letter.ts'
import { connectionTo } from './connection.ts'
import { refusal } from './refusal.ts'

export interface ExportedLetter {
  readonly n: number
  readonly kind: Kind
  readonly on: string
  readonly data: Uint8Array<ArrayBuffer>
  readonly keys: readonly KeyPacket[]
}

/**
 * The letters of a case as they are stored, oldest first, for whoever runs the database: nothing in them opens
 * without an officer's key. @returns `null` when no case has this reference
 */
export async function exportCase(
  url: string,
  reference: string,
): Promise<readonly ExportedLetter[] | null> {
  const sql = postgres({
    ...connectionTo(url),
    max: 1,
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: 'aside_export', ...{ role: 'aside_keeper' } },
  })
  try {
    const [found] = await sql<
      { id: string }[]
    >`select id from "case" where reference = ${reference}`
    if (found === undefined) return null
    const letters = await sql<Omit<ExportedLetter, 'keys'>[]>`
      select m.n, m.kind, m.day::text as on, e.data
      from message m join envelope e on e.message_id = m.id
      where m.case_id = ${found.id} order by m.n`
    const keys = await sql<(KeyPacket & { n: number })[]>`
      select m.n, k.role, k.reader, k.packet as bytes
      from message_key k join message m on m.id = k.message_id
      where m.case_id = ${found.id} order by m.n, k.role, k.reader`
    return letters.map((letter) => ({ ...letter, keys: keys.filter(({ n }) => n === letter.n) }))
  } catch (thrown) {
    throw refusal(thrown)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
