-- Where an urgent message was tried and did not arrive, none reaches anybody until one does.
set local role aside_keeper;

create or replace function reaches_anybody(officers text[], on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from officer_address a
    where a.officer = any (officers) and a.lost_on is null and works_here(a.officer, on_day)
      and not exists (select from outbox o where o.address = a.address and o.urgent and o.attempt > 0)
  )
$$;

revoke execute on function reaches_anybody from public;
grant execute on function reaches_anybody to aside_register;

reset role;
