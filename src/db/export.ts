import type { Day } from '#domain/case/day.ts'
import type { CaseId, MessageId } from '#domain/case/ids.ts'
import type { Direction, Kind } from '#domain/case/message.ts'
import { connectionTo } from './connection.ts'
import { asking, PATIENCE_WITH_FILES_MS } from './pool.ts'
import { postgres } from './postgres-driver.ts'

/** A letter as it is stored: packets that together are one OpenPGP message, and nothing readable. */
export interface StoredLetter {
  readonly id: MessageId
  readonly case: CaseId
  readonly dir: Direction
  readonly seq: number
  readonly kind: Kind
  readonly on: Day
  readonly data: Uint8Array<ArrayBuffer>
  /** One key packet for each who may read it. */
  readonly keys: readonly { readonly reader: string; readonly bytes: Uint8Array<ArrayBuffer> }[]
}

/**
 * What is stored of a case, for somebody who has the owner's login and a key that opens it. In the order of arrival;
 * empty when there is no such case.
 */
export async function storedLetters(
  url: string,
  reference: string,
): Promise<readonly StoredLetter[]> {
  const sql = postgres({ ...connectionTo(url), max: 1, connect_timeout: 2, fetch_types: false })
  try {
    const rows = await asking(
      sql<Row[]>`
        select message_id, case_id, dir, seq, kind, day::text as day, data, readers::text as readers,
          array(select encode(packet, 'hex') from unnest(packets) as packet)::text as packets
        from sealed_letters(${reference}) order by n`,
      PATIENCE_WITH_FILES_MS,
    )
    return rows.map((row) => ({
      id: row.message_id,
      case: row.case_id,
      dir: row.dir,
      seq: row.seq,
      kind: row.kind,
      on: row.day,
      data: new Uint8Array(row.data),
      keys: listed(row.packets).map((packet, at) => ({
        reader: listed(row.readers)[at] ?? '',
        bytes: new Uint8Array(Buffer.from(packet, 'hex')),
      })),
    }))
  } finally {
    await sql.end({ timeout: 1 })
  }
}

interface Row {
  readonly message_id: MessageId
  readonly case_id: CaseId
  readonly dir: Direction
  readonly seq: number
  readonly kind: Kind
  readonly day: Day
  readonly data: Buffer
  readonly readers: string
  readonly packets: string
}

/** Postgres' own writing of an array; ours hold neither quotes nor commas. */
function listed(array: string): readonly string[] {
  return array
    .slice(1, -1)
    .split(',')
    .filter((item) => item !== '')
}
