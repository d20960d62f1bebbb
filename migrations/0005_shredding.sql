-- The only way an envelope goes: the whole case, its keys first, and a row that says so. What stays is an office, a
-- day and a count; lines of the ledger keep a reference that belongs to nothing any more.
create function shred_case(wanted text, line_ref text, on_day date, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into shred (ref, office, day, letters, why)
  select line_ref, c.office, on_day, (select count(*) from message m where m.case_id = c.id), reason
  from "case" c where c.id = wanted;
  if not found then
    return;
  end if;
  delete from message_key k using message m where m.id = k.message_id and m.case_id = wanted;
  delete from envelope e using message m where m.id = e.message_id and m.case_id = wanted;
  delete from receipt where case_id = wanted;
  delete from case_key where case_id = wanted;
  delete from message where case_id = wanted;
  delete from event where case_id = wanted;
  delete from consent where case_id = wanted;
  delete from exclusion where case_id = wanted;
  delete from case_leaf where case_id = wanted;
  delete from read_mark where case_id = wanted;
  delete from reader where case_id = wanted;
  delete from "case" where id = wanted;
end
$$;

-- An operator with the owner's login may hand out what is stored, which is sealed: `aside export <reference>`.
create function sealed_letters(wanted_reference text)
returns table (message_id text, case_id text, n int, dir text, seq int, kind text, day date, data bytea,
  readers text[], packets bytea[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.id, m.case_id, m.n, m.dir, m.seq, m.kind, m.day, e.data,
    array(select k.reader from message_key k where k.message_id = m.id order by k.role, k.reader),
    array(select k.packet from message_key k where k.message_id = m.id order by k.role, k.reader)
  from "case" c join message m on m.case_id = c.id join envelope e on e.message_id = m.id
  where c.reference = wanted_reference
  order by m.n
$$;

grant select, delete on
  "case", case_leaf, case_key, message, envelope, message_key, reader, receipt, exclusion, event, consent, read_mark
to aside_keeper;
grant insert on shred to aside_keeper;
revoke execute on function shred_case, sealed_letters from public;
grant execute on function shred_case to aside_duty;

-- From here on these functions act as the keeper.
grant create on schema public to aside_keeper;
alter function append_ledger owner to aside_keeper;
alter function chain_waiting owner to aside_keeper;
alter function settle_spent owner to aside_keeper;
alter function readers_of owner to aside_keeper;
alter function sealed_to owner to aside_keeper;
alter function may_be_sealed_to owner to aside_keeper;
alter function shred_case owner to aside_keeper;
alter function sealed_letters owner to aside_keeper;
revoke create on schema public from aside_keeper;

-- Given by the new owner: what the old one had been given went with the change.
set local role aside_keeper;
do $$ begin execute format('grant execute on function sealed_letters to %I', session_user); end $$;
reset role;
