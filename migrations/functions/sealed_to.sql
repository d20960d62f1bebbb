-- For whom each letter of this case has a key packet: told to whoever reads the case.
set local role aside_keeper;

create or replace function sealed_to(wanted text) returns table (message_id text, role text, reader text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.message_id, k.role, k.reader
  from message_key k
  where k.case_id = wanted
    and exists (
      select from reader own
      where own.case_id = wanted and own.officer = this_officer() and own.until is null
    )
  order by k.role, k.reader
$$;

revoke execute on function sealed_to from public;
grant execute on function sealed_to to aside_desk;

reset role;
