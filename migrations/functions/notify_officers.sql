-- Only whoever still works here, and only where messages still arrive.
set local role aside_keeper;

create or replace function notify_officers(officers text[], on_day date, at_once boolean) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into outbox (id, channel, address, day, urgent)
  select uuid_send(gen_random_uuid()), a.channel, a.address, on_day, at_once
  from officer_address a
  where a.officer = any (officers) and a.lost_on is null and is_active_officer(a.officer, on_day)
$$;

revoke execute on function notify_officers from public;

reset role;
