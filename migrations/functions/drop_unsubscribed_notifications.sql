-- Whoever wants to be told no more is told no more: what waits there goes with the address. In the order of their rows,
-- as everybody.
set local role aside_keeper;

create or replace function drop_unsubscribed_notifications() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform lock_addresses(old.officer);
  perform from outbox o where o.address = old.address order by o.id for update;
  delete from outbox where address = old.address;
  return null;
end
$$;

revoke execute on function drop_unsubscribed_notifications from public;

create or replace trigger officer_address_drops_notifications after delete on officer_address
for each row execute function drop_unsubscribed_notifications();

reset role;
