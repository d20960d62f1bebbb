-- An address changes or goes: nothing is put down for it meanwhile. What was put down before is visible then, and what
-- is put down after it reads the new one. Whoever puts something down shares this lock, and so does whoever takes rows
-- of the outbox away, before any of them. It is tried and not queued for, because everybody who sends something would
-- wait behind.
set local role aside_keeper;

create or replace function lock_addresses() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  for turn in 1..60 loop
    if pg_try_advisory_xact_lock(20871006) then
      return;
    end if;
    perform pg_sleep(0.05);
  end loop;
  raise exception using errcode = 'lock_not_available', constraint = 'addresses_locked', message = 'officer_address: messages are being put down';
end
$$;

revoke execute on function lock_addresses from public;

reset role;
