-- An address of an officer changes or goes: nothing is put down for it meanwhile. What was put down before is visible
-- then, and what is put down after it reads the new one. Whoever puts something down for this officer shares the second
-- lock; whoever takes rows of the outbox away, or puts one down for custodians, shares the first, before any of them. A
-- filing holds its lock while its files are copied: of its readers only, so that whoever is kept out waits for none
-- (T-106). Both are tried and not queued for, because everybody who sends something would wait behind.
set local role aside_keeper;

create or replace function lock_addresses(of_officer text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  for turn in 1..60 loop
    if pg_try_advisory_xact_lock(20871006, hashtext(of_officer)) and pg_try_advisory_xact_lock(20871006) then
      return;
    end if;
    perform pg_sleep(0.05);
  end loop;
  raise exception using errcode = 'lock_not_available', constraint = 'addresses_locked', message = 'officer_address: messages are being put down';
end
$$;

revoke execute on function lock_addresses from public;

reset role;
