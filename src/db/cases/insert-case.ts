import { getTableColumns } from 'drizzle-orm'
import { CASE_COLUMNS } from '#domain/case/case-columns.ts'
import { type NamedStatement, namedStatement } from '../named-statement.ts'
import { cases } from '../schema/case.ts'

/** What a filing says of its case, what is promised, and where it stands: each a value of its column's name. */
const FILED = [
  ...CASE_COLUMNS,
  ...(['receivedOn', 'receivedAt', 'replyDays', 'replyHours', 'zone'] as const),
  ...(['state', 'dueOn', 'dueAt', 'pausedDays'] as const),
] satisfies readonly (keyof typeof cases.$inferInsert)[]
/** The row of the case, by the columns that are filled when it is filed. */
export type FiledRow = Required<Pick<typeof cases.$inferInsert, (typeof FILED)[number]>>

const COLUMNS = FILED.map((key) => {
  const column = getTableColumns(cases)[key]
  return { name: `"${column.name}"`, value: `:${key}::${column.getSQLType()}` }
})

/**
 * One submission as one statement: one turn to the server, one transaction, one flush to the disk. Every part hangs on
 * the nonce: where it was used before, nothing else is inserted; where no position of the receipt is free, not even it.
 * Foreign keys are looked at when all parts are there.
 */
export const FILE_CASE = storing(`
  insert into idempotency_key (nonce, day, content, case_ref) select :nonce::bytea, :receivedOn::date, :content::bytea, :caseRef::bytea from free
  on conflict (nonce) do nothing returning 1`)

/**
 * The same for what was let in before and waited: its nonce was used then. Whoever left the office meanwhile is no reader
 * and gets no packet; where all did, they stay what they were, and read nothing meanwhile (`works_at`).
 */
export const RELEASE_CASE = storing(
  'select 1 from free',
  `with present as (
    select f.id from unnest(:readers::text[]) as f (id), roster_offices() as r (offices)
    where works_at(r.offices, f.id, :office)
  )
  select f.id from unnest(:readers::text[]) as f (id)
  where f.id in (select id from present) or not exists (select from present)`,
)

function storing(nonce: string, readers = 'select unnest(:readers::text[])'): NamedStatement {
  return namedStatement(`
with readers (id) as (${readers}
), free as (
  select p.lookup from first_free_lookup(:lookups::bytea[]) as p (lookup) where p.lookup is not null
), nonce as (${nonce}
), new_case as (
  insert into "case" (${COLUMNS.map(({ name }) => name)}) select ${COLUMNS.map(({ value }) => value)} from nonce
), new_leaf as (
  insert into case_leaf (case_id, leaf, is_primary) select :id, :leaf::text, true from nonce where :leaf is not null
), new_key as (
  insert into case_key (case_id, key) select :id, :caseKey::bytea from nonce
), new_messages as (
  insert into message (id, case_id, n, dir, seq, kind, day)
  select m.id, :id, m.n, m.dir, m.seq, m.kind, m.day
  from nonce, unnest(:messageIds::text[], :messageDirs::text[], :messageSeqs::int[], :messageKinds::text[], :messageDays::date[])
    with ordinality as m (id, dir, seq, kind, day, n)
), new_envelopes as (
  insert into envelope (case_id, message_id, data)
  select :id, e.id, e.data from nonce, unnest(:messageIds::text[], :envelopes::bytea[]) as e (id, data)
), new_packets as (
  insert into message_key (case_id, message_id, role, reader, packet)
  select :id, k.id, k.role, k.reader, k.packet
  from nonce, unnest(:packetMessages::text[], :packetRoles::text[], :packetReaders::text[], :packets::bytea[]) as k (id, role, reader, packet)
  where k.role <> 'officer' or k.reader in (select id from readers)
), new_labels as (
  insert into case_label (case_id, reader, packet, data)
  select :id, l.reader, l.packet, :labelData::bytea
  from nonce, unnest(:labelReaders::text[], :labelPackets::bytea[]) as l (reader, packet)
  where l.reader in (select id from readers)
), new_readers as (
  insert into reader (case_id, officer, since, reason, office) select :id, r.id, :receivedOn, 'filed', :office from nonce, readers r
), new_receipt as (
  insert into receipt (lookup, case_id, kind, locked_key, server_share, bind, secret_epoch, salt)
  select free.lookup, :id, :receiptKind::text, :lockedKey::bytea, :serverShare::bytea, :bind::bytea, :secretEpoch::text, :salt::bytea from free, nonce
), new_exclusions as (
  insert into exclusion (case_id, tag) select :id, x.tag from nonce, unnest(:exclusions::bytea[]) as x (tag)
), new_event as (
  insert into event (case_id, n, day, at, act, actor) select :id, 1, :receivedOn, :eventAt::timestamptz, 'received', 'reporter' from nonce
), new_consent as (
  insert into consent (case_id, n, agreed, day) select :id, 1, :passOn::boolean, :receivedOn from nonce
)
select
  (select count(*) from nonce)::int as filed,
  exists (select from free) as free,
  exists (select from idempotency_key where idempotency_key.nonce = :nonce) as used
`)
}
