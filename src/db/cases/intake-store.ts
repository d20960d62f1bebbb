import { randomBytes } from 'node:crypto'
import { CaseColumns } from '#domain/case/case-columns.ts'
import type { Day } from '#domain/case/day.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { AppError } from '#errors.ts'
import type { Exclusions, Filing, IntakeStore } from '#ports.ts'
import { constraintOf, sqlStateOf } from '../error-mapping.ts'
import { arrayLiteral, byteaArrayLiteral } from '../literal.ts'
import type { Value } from '../named-statement.ts'
import { asking, type Pool } from '../pool.ts'
import { anyExcluded } from './exclusions.ts'
import { FILE_CASE, type FiledRow } from './insert-case.ts'

/** Two submissions of one card at the same moment choose the same position; the loser looks again. */
const TRIES = 5
const UNIQUE = '23505'

export function intakeStore(sql: Pool, rules: Exclusions): IntakeStore {
  return {
    file: async (filing) => {
      await refuseStrangers(filing, rules)
      return asking(fileOnce(sql, filing))
    },
    filed: async (nonce) =>
      (await asking(sql`select from idempotency_key where nonce = ${nonce}`)).length > 0,
    sent: async (nonce) => {
      const [row] = await asking(sql<{ content: Buffer; ref: Buffer }[]>`
        select content, case_ref as ref from idempotency_key
        where nonce = ${nonce} and content is not null and case_ref is not null`)
      return row === undefined
        ? null
        : { content: Uint8Array.from(row.content), caseRef: Uint8Array.from(row.ref) }
    },
    countAgreed: async ({ nonce, category, facts, on }) => {
      const counted = await asking(sql`
        with nonce as (
          insert into idempotency_key (nonce, day) values (${nonce}, ${on}) on conflict (nonce) do nothing returning 1
        ), facts as (
          insert into statistic (quarter, category, fact)
          select ${quarterOf(on)}, ${category}, f.fact from nonce, unnest(${arrayLiteral(facts)}::text[]) as f (fact)
        ) select from nonce`)
      return counted.length > 0 ? 'counted' : 'already'
    },
    countSelfServed: async (category, on) => {
      await asking(
        sql`insert into statistic (quarter, category, fact) values (${quarterOf(on)}, ${category}, 'self_served')`,
      )
    },
  }
}

async function fileOnce(sql: Pool, filing: Filing): Promise<'filed' | 'already' | 'taken'> {
  const { content = null, caseRef = null } = filing.sent ?? {}
  const values = FILE_CASE.values({
    ...filingValues(filing),
    content: content && Buffer.from(content),
    caseRef: caseRef && Buffer.from(caseRef),
  })
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      const [row] = await sql.unsafe<{ filed: number; free: boolean; used: boolean }[]>(
        FILE_CASE.text,
        values,
        { prepare: true },
      )
      if (row?.filed === 1) return 'filed'
      return row?.free === true || row?.used === true ? 'already' : 'taken'
    } catch (thrown) {
      if (sqlStateOf(thrown) !== UNIQUE) throw thrown
      if (constraintOf(thrown) === 'case_reference_unique') return 'taken'
      if (constraintOf(thrown) !== 'receipt_pkey') throw thrown
    }
  }
  return 'taken'
}

/** A letter for somebody who is no reader, or who is kept out, is not stored at all. */
export async function refuseStrangers(filing: Filing, rules: Exclusions): Promise<void> {
  const officers = filing.letters.flatMap((letter) =>
    letter.keys.filter((key) => key.role === 'officer').map((key) => key.reader),
  )
  officers.push(...(filing.label?.keys.map(({ reader }) => reader) ?? []))
  const readers: readonly string[] = filing.readers
  if (officers.some((officer) => !readers.includes(officer))) throw new AppError('KEY_REFUSED')
  if (await anyExcluded(rules, filing.id, filing.readers, filing.exclusions)) {
    throw new AppError('KEY_REFUSED')
  }
}

/** What both statements take, by name. */
export function filingValues(filing: Filing): Readonly<Record<string, Value>> {
  const { terms, receipt, letters, label } = filing
  const keys = letters.flatMap((letter) =>
    letter.keys.map((key) => ({ ...key, letter: letter.id })),
  )
  const at = instant(terms.replyHours === null ? null : terms.receivedAt)
  const { state, dueOn, dueAt, pausedDays } = computeCaseStatus(terms, [received(filing)])
  const columns = CaseColumns.parse(filing)
  const row: FiledRow = {
    ...columns,
    flags: [...columns.flags],
    ...terms,
    state,
    dueOn,
    dueAt,
    pausedDays,
  }
  return {
    lookups: byteaArrayLiteral(receipt.lookups),
    nonce: Buffer.from(filing.nonce),
    ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toValue(value)])),
    leaf: filing.leaf,
    caseKey: randomBytes(32),
    messageIds: arrayLiteral(letters.map((letter) => letter.id)),
    messageDirs: arrayLiteral(letters.map((letter) => letter.dir)),
    messageSeqs: arrayLiteral(letters.map((letter) => letter.seq)),
    messageKinds: arrayLiteral(letters.map((letter) => letter.kind)),
    messageDays: arrayLiteral(letters.map((letter) => letter.on)),
    envelopes: byteaArrayLiteral(letters.map((letter) => letter.data)),
    packetMessages: arrayLiteral(keys.map((packet) => packet.letter)),
    packetRoles: arrayLiteral(keys.map((packet) => packet.role)),
    packetReaders: arrayLiteral(keys.map((packet) => packet.reader)),
    packets: byteaArrayLiteral(keys.map((packet) => packet.bytes)),
    labelData: label ? Buffer.from(label.data) : null,
    labelReaders: arrayLiteral(label?.keys.map(({ reader }) => reader) ?? []),
    labelPackets: byteaArrayLiteral(label?.keys.map(({ bytes }) => bytes) ?? []),
    readers: arrayLiteral(filing.readers),
    receiptKind: receipt.kind,
    lockedKey: Buffer.from(receipt.lockedKey),
    serverShare: receipt.serverShare && Buffer.from(receipt.serverShare),
    bind: receipt.bind && Buffer.from(receipt.bind),
    secretEpoch: receipt.secretEpoch,
    exclusions: byteaArrayLiteral(filing.exclusions),
    eventAt: at,
    passOn: filing.passOn,
    salt: receipt.salt ? Buffer.from(receipt.salt) : null,
  }
}

/** The instant goes into what is kept for ever only on hour clocks; a danger's is kept on the case and forgotten. */
function received(filing: Filing): CaseEvent {
  const { receivedOn, receivedAt, replyHours } = filing.terms
  const at = replyHours === null ? null : receivedAt
  return { act: 'received', by: 'reporter', on: receivedOn, at, reason: null, corrects: null }
}

/** As the driver sends what stands in a row. */
function toValue(value: FiledRow[keyof FiledRow] | undefined): Value {
  if (Array.isArray(value)) return arrayLiteral(value)
  return value instanceof Date ? value.toISOString() : (value ?? null)
}

function instant(at: Date | null): string | null {
  return at?.toISOString() ?? null
}

function quarterOf(on: Day): string {
  return `${on.slice(0, 4)}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`
}
