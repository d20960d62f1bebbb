-- A place of a card that led to a case leads to no other: what was taken back has nothing in common with what comes after
-- it. Its mark stands among the other marks of its day, leads to no case and to no card, and is written anew with them.
grant create on schema public to aside_keeper;
set local role aside_keeper;

create function used_place(lookup bytea) returns bytea
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select sha256(convert_to('aside/used-place/', 'UTF8') || lookup)
$$;

create function mark_used_place() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into spent (nonce, day) values (used_place(old.lookup), current_date) on conflict do nothing;
  return null;
end
$$;

-- As before (0026), but for a place that was used.
create or replace function free_place(wanted bytea[]) returns bytea
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.lookup from unnest(wanted) with ordinality as p (lookup, n)
  -- A question for each place, by the index: as one join it is planned over the whole table.
  where (select true from receipt r where r.lookup = p.lookup limit 1) is null
    and (select true from spent s where s.nonce = used_place(p.lookup) limit 1) is null
  order by p.n limit 1
$$;

reset role;
revoke create on schema public from aside_keeper;

create trigger receipt_leaves_its_place after delete on receipt
for each row when (old.kind = 'card') execute function mark_used_place();

set local role aside_keeper;
revoke execute on function used_place, mark_used_place from public;
reset role;
