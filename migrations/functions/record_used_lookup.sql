-- A receipt that led to a case leads to no other: what was taken back has nothing in common with what comes after it,
-- and is not filed again by a first try that a slow line brings late. Its mark stands among the other marks of its day,
-- leads to no case and to no receipt, and is written anew with them. What waited leaves one too
-- (`withdraw_delayed_case`).
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
for each row execute function record_used_lookup();

reset role;
