-- Told together: whoever has a notice waiting already is told with it, however many cases there are. One that failed is
-- tried when it is tried, and is no reason to be silent until then.
set local role aside_keeper;

create or replace function notify_officers_once(officers text[], on_day date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select notify_officers(
    array(
      select a.officer from officer_address a
      where a.officer = any (officers)
        and not exists (select from outbox o where o.address = a.address and not o.urgent and o.attempt = 0)
    ), on_day, false
  )
$$;

revoke execute on function notify_officers_once from public;

reset role;
