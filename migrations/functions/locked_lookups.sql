-- The receipts of what was taken back: nothing that waits for them is released.
set local role aside_keeper;

create or replace function locked_lookups() returns setof bytea
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.lookup from erasure e
$$;

revoke execute on function locked_lookups from public;
grant execute on function locked_lookups to aside_duty;

reset role;
