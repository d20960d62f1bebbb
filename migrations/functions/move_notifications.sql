-- What waits for an officer goes where she is told now: to the chat that was paired last, under the secret that is
-- used. It is tried there at once. That it did not arrive before still counts until it does: nobody is said to be told
-- who may not be (`any_officer_reachable`). In the order of their rows, as everybody.
set local role aside_keeper;

create or replace function move_notifications() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform lock_addresses(old.officer);
  perform from outbox o where o.address = old.address order by o.id for update;
  update outbox set address = new.address, retry_at = null where address = old.address;
  return null;
end
$$;

revoke execute on function move_notifications from public;

create or replace trigger officer_address_moves_notifications after update of address on officer_address
for each row when (old.address <> new.address) execute function move_notifications();

reset role;
