/**
 * One submission as one statement: one turn to the server, one transaction, one flush to the disk. Every part hangs on
 * the nonce: where it was used before, nothing else is inserted; where no place for the receipt is free, not even it.
 * Foreign keys are looked at when all parts are there.
 */
export const FILE_CASE = storing(`
  insert into spent (nonce, day, content, case_ref) select $2::bytea, $3::date, $44::bytea, $45::bytea from place
  on conflict (nonce) do nothing returning 1`)

/** The same for what was let in before and waited: its nonce was spent then. */
export const RELEASE_CASE = storing('select 1 from place')

function storing(nonce: string): string {
  return `
with place as (
  select p.lookup from free_place($1::bytea[]) as p (lookup) where p.lookup is not null
), nonce as (${nonce}
), new_case as (
  insert into "case" (
    id, reference, office, category, door, identity, flags, policy, reporter_certificate, received_on, received_at,
    reply_days, reply_hours, triage_hours, zone, state, due_on, due_at, paused_days
  )
  select $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::text[], $11::text, $12::text, $3::date,
    $13::timestamptz, $14::smallint, $15::smallint, $16::smallint, $17::text, 'received', $18::date, $19::timestamptz, 0
  from nonce
), new_leaf as (
  insert into case_leaf (case_id, leaf, is_primary) select $4, $20::text, true from nonce where $20 is not null
), new_key as (
  insert into case_key (case_id, key) select $4, $21::bytea from nonce
), new_messages as (
  insert into message (id, case_id, n, dir, seq, kind, day)
  select m.id, $4, m.n, m.dir, m.seq, m.kind, m.day
  from nonce, unnest($22::text[], $23::text[], $24::int[], $25::text[], $26::date[])
    with ordinality as m (id, dir, seq, kind, day, n)
), new_envelopes as (
  insert into envelope (case_id, message_id, data)
  select $4, e.id, e.data from nonce, unnest($22::text[], $27::bytea[]) as e (id, data)
), new_packets as (
  insert into message_key (case_id, message_id, role, reader, packet)
  select $4, k.id, k.role, k.reader, k.packet
  from nonce, unnest($28::text[], $29::text[], $30::text[], $31::bytea[]) as k (id, role, reader, packet)
), new_readers as (
  insert into reader (case_id, officer, since, why) select $4, r.id, $3, 'filed' from nonce, unnest($32::text[]) as r (id)
), new_receipt as (
  insert into receipt (lookup, case_id, kind, locked_key, server_share, bind, secret_epoch, salt)
  select place.lookup, $4, $33::text, $34::bytea, $35::bytea, $36::bytea, $37::text, $43::bytea from place, nonce
), new_exclusions as (
  insert into exclusion (case_id, tag) select $4, x.tag from nonce, unnest($38::bytea[]) as x (tag)
), new_event as (
  insert into event (case_id, n, day, at, act, actor) select $4, 1, $3, $39::timestamptz, 'received', 'reporter' from nonce
), new_consent as (
  insert into consent (case_id, n, agreed, day) select $4, 1, $40::boolean, $3 from nonce
), new_line as (
  insert into ledger_waiting (id, day, act, ref) select $41::bytea, $3, 'received', $42::text from nonce
)
select
  (select count(*) from nonce)::int as filed,
  exists (select from place) as place,
  exists (select from spent where spent.nonce = $2) as used
`
}
