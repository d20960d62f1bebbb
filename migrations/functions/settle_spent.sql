-- Rows written in one transaction can be brought together by its number, and by their order on the disk. Once the day
-- is over its nonces are written anew, all in one transaction, in the order of their bytes: then a nonce belongs to a
-- day and to no case.
set local role aside_keeper;

create or replace function settle_spent(before date) returns int
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (
    delete from spent s where s.day < before and s.day >= before - 8 returning s.nonce, s.day
  ), written as (
    insert into spent (nonce, day) select t.nonce, t.day from taken t order by t.day, t.nonce returning 1
  )
  select count(*)::int from written
$$;

revoke execute on function settle_spent from public;
grant execute on function settle_spent to aside_duty;

reset role;
