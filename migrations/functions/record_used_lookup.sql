-- A place of a card that led to a case leads to no other: what was taken back has nothing in common with what comes after
-- it. Its mark stands among the other marks of its day, leads to no case and to no card, and is written anew with them.
set local role aside_keeper;

create or replace function record_used_lookup() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into idempotency_key (nonce, day) values (used_lookup_key(old.lookup), current_date) on conflict do nothing;
  return null;
end
$$;

revoke execute on function record_used_lookup from public;

create or replace trigger receipt_records_used_lookup after delete on receipt
for each row when (old.kind = 'card') execute function record_used_lookup();

reset role;
