-- A message to a person is written right after the answer that it tells of, and by the number of its transaction the
-- two could be joined for as long as it waits. So all that wait for persons are written anew in one: when one more
-- comes, and with each full hour (docs/threat-model.md, T-115). In the order of their rows, as everybody; whoever drops
-- one that was sent meanwhile waits, and finds it.
set local role aside_keeper;

create or replace function rewrite_notifications() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from outbox o where o.causes = '{}' order by o.id for update;
  update outbox o set address = o.address where o.causes = '{}';
end
$$;

revoke execute on function rewrite_notifications from public;
grant execute on function rewrite_notifications to aside_duty, aside_register;

reset role;
