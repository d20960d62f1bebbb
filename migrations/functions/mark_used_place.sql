-- A place of a card that led to a case leads to no other: what was taken back has nothing in common with what comes after
-- it. Its mark stands among the other marks of its day, leads to no case and to no card, and is written anew with them.
set local role aside_keeper;

create or replace function mark_used_place() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into spent (nonce, day) values (used_place(old.lookup), current_date) on conflict do nothing;
  return null;
end
$$;

revoke execute on function mark_used_place from public;

create or replace trigger receipt_leaves_its_place after delete on receipt
for each row when (old.kind = 'card') execute function mark_used_place();

reset role;
