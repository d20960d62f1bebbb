-- An operator with the owner's login may hand out what is stored, which is sealed: `aside export <reference>`.
set local role aside_keeper;

create or replace function sealed_letters(wanted_reference text)
returns table (message_id text, case_id text, n int, dir text, seq int, kind text, day date, data bytea,
  readers text[], packets bytea[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.id, m.case_id, m.n, m.dir, m.seq, m.kind, m.day, e.data,
    array(
      select k.reader from message_key k
      where k.case_id = m.case_id and k.message_id = m.id order by k.role, k.reader
    ),
    array(
      select k.packet from message_key k
      where k.case_id = m.case_id and k.message_id = m.id order by k.role, k.reader
    )
  from "case" c
    join message m on m.case_id = c.id
    join envelope e on e.case_id = m.case_id and e.message_id = m.id
  where c.reference = wanted_reference and not awaits_erasure(c.id)
  order by m.n
$$;

revoke execute on function sealed_letters from public;
do $$ begin execute format('grant execute on function sealed_letters to %I', session_user); end $$;

reset role;
