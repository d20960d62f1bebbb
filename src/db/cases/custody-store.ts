import { sql } from 'drizzle-orm'
import type { Clock } from '#clock.ts'
import type { Day } from '#domain/case/day.ts'
import type { IdentityReason } from '#domain/case/event.ts'
import type { CaseId, MessageId, OfficerId, Reference } from '#domain/case/ids.ts'
import type { Office } from '#domain/concern/office.ts'
import { AppError } from '#errors.ts'
import type { AskedName, CustodianHalf, CustodyStore, Exclusions, NameDecision } from '#ports.ts'
import { type Database, reading, rowsOf, type Transaction } from '../database.ts'
import { sqlStateOf } from '../error-mapping.ts'
import { recordRefused } from '../ledger/append.ts'
import { arrayLiteral, byteaArrayLiteral } from '../literal.ts'
import { asking } from '../pool.ts'
import { NOT_ALLOWED } from './change-case.ts'
import { anyExcluded } from './exclusions.ts'
import { signedActOf } from './status-columns.ts'

/** Bytes of a key packet at most: a half that says of what it is one has its data behind it, and is longer. */
const LONGEST_KEY = 2 << 10

/** What a custodian may know and do. Every question is answered by a function that looks for a packet of his. */
export function custodyStore(db: Database, clock: Clock, rules: Exclusions): CustodyStore {
  const within = <T>(custodian: OfficerId, work: (tx: Transaction) => Promise<T>) =>
    asking(
      db.transaction(async (tx) => {
        await reading(tx, { officer: custodian })
        return work(tx)
      }),
    )
  return {
    asked: (custodian) => within(custodian, asked),

    open: (custodian, request) =>
      within(custodian, async (tx) => {
        const half = await requestedHalf(tx, request)
        if (half === null) return null
        const at = clock.now().toISOString()
        await tx.execute(sql`select audit_name_fetch(${request}, ${at}::timestamptz)`)
        return half.name
      }),

    decide: (custodian, request, decide) =>
      within(custodian, async (tx) => {
        const half = await requestedHalf(tx, request)
        if (half === null) throw new AppError('CASE_UNKNOWN')
        const decision = await decide(half.name)
        await refuseExcluded(rules, half.row, decision)
        await write(tx, request, decision, clock.now())
      }),

    refused: (custodian, act, request) =>
      within(custodian, (tx) => recordRefused(tx, clock.now(), act, request, [])),
  }
}

async function asked(tx: Transaction): Promise<readonly AskedName[]> {
  const rows = await rowsOf<{
    id: string
    reference: Reference
    office: Office
    zone: string
    asked_on: Day
    reason: IdentityReason
    officer: OfficerId
  }>(
    tx,
    sql`select id, reference, office, zone, asked_on::text as asked_on, reason, officer from names_to_disclose()`,
  )
  return rows.map(({ asked_on, ...row }) => ({ ...row, askedOn: asked_on }))
}

async function requestedHalf(
  tx: Transaction,
  request: string,
): Promise<{ name: CustodianHalf; row: Half } | null> {
  const known = (await asked(tx)).find(({ id }) => id === request)
  const row = await halfOf(tx, request)
  if (known === undefined || row === undefined) return null
  const { case_id, message_id, asked: signed, hashes, letters, readers } = row
  const place = { case: case_id, message: message_id, asked: signedActOf(signed), readers }
  const bytes = (packet: Buffer) => new Uint8Array(packet)
  const name = {
    ...{ ...known, ...place, hashes, half: bytes(row.half) },
    sealed: letters.map((letter) => bytes(Buffer.from(letter, 'hex'))),
  }
  return { name, row }
}

interface Half extends Record<string, unknown> {
  readonly case_id: CaseId
  readonly message_id: MessageId
  readonly asked: string | null
  readonly half: Buffer
  readonly hashes: readonly string[]
  readonly letters: readonly string[]
  readonly readers: readonly OfficerId[]
  readonly tags: readonly string[]
}

async function halfOf(tx: Transaction, request: string): Promise<Half | undefined> {
  const [row] = await rowsOf<Half>(
    tx,
    sql`
      select case_id, message_id, asked, half, to_json(readers) as readers,
        (select coalesce(json_agg(replace(translate(encode(sha256(letter), 'base64'), '+/', '-_'), '=', '')), '[]')
          from unnest(letters) as letter) as hashes,
        (select coalesce(json_agg(encode(letter, 'hex')), '[]')
          from unnest(letters) as letter where length(half) <= ${LONGEST_KEY}) as letters,
        (select coalesce(json_agg(encode(tag, 'hex')), '[]') from unnest(tags) as tag) as tags
      from name_to_disclose(${request})`,
  )
  return row
}

async function write(
  tx: Transaction,
  request: string,
  decision: NameDecision,
  at: Date,
): Promise<void> {
  const keys = decision.verdict === 'released' ? decision.keys : []
  const officers = arrayLiteral(keys.map(({ reader }) => reader))
  const signed = decision.verdict === 'released' ? JSON.stringify(decision.signedAct) : null
  const packets = byteaArrayLiteral(keys.map((key) => key.bytes))
  try {
    const [done] = await rowsOf<{ done: boolean }>(
      tx,
      sql`select decide_name(
        ${request}, ${decision.verdict}, ${officers}::text[], ${packets}::bytea[], ${decision.on}::date,
        ${at.toISOString()}::timestamptz, ${signed}::text
      ) as done`,
    )
    if (done?.done !== true) throw new AppError('CASE_UNKNOWN')
  } catch (thrown) {
    if (sqlStateOf(thrown) === NOT_ALLOWED) throw new AppError('KEY_REFUSED')
    throw thrown
  }
}

/** Whoever is kept out of a case has no row of it; this looks once more, by the tags, before anything is handed over. */
async function refuseExcluded(
  rules: Exclusions,
  half: Half,
  decision: NameDecision,
): Promise<void> {
  if (decision.verdict === 'refused') return
  const readers = decision.keys.map(({ reader }) => reader as OfficerId)
  const tags = half.tags.map((tag) => Buffer.from(tag, 'hex'))
  if (await anyExcluded(rules, half.case_id, readers, tags)) throw new AppError('KEY_REFUSED')
}
