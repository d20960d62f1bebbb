-- Rows written in one transaction can be brought together by its number, and by their order on the disk. Once the day
-- is over its nonces are written anew, all in one transaction, in the order of their bytes: then a nonce belongs to a
-- day and to no case. A row remembers that this was done, and a day is written anew whole while one of its rows was
-- not: however long no turn ran, and whatever a clock said meanwhile. What a nonce was used for is told from other
-- words while its day lasts somewhere: `ended` is the first day of which that is not known.
set local role aside_keeper;

create or replace function rewrite_idempotency_keys(before date, ended date) returns int
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with bounded as materialized (
    select no_later_than_today(before, 'Etc/GMT-14') as before, no_later_than_today(ended, 'Etc/GMT+12') as ended
  ), taken as (
    delete from idempotency_key s using bounded b
    where s.day < b.before and s.day in (select k.day from idempotency_key k where not k.is_rewritten)
    returning s.*
  ), written as (
    insert into idempotency_key (nonce, day, content, case_ref, is_rewritten)
    select t.nonce, t.day, case when t.day >= b.ended then t.content end, case when t.day >= b.ended then t.case_ref end,
      t.day < b.ended
    from taken t, bounded b order by t.day, t.nonce returning 1
  )
  select count(*)::int from written
$$;

revoke execute on function rewrite_idempotency_keys from public;
grant execute on function rewrite_idempotency_keys to aside_duty;

reset role;
