-- Was it taken back, and only its bytes are there still? To everybody it is as if it were gone.
set local role aside_keeper;

create or replace function awaits_erasure(wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from erasure e where e.case_id = wanted)
$$;

revoke execute on function awaits_erasure from public;

reset role;
