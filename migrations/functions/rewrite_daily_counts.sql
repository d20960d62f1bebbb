-- What a day is counted by stays while it is the day before anywhere, because that day's price follows from it. The
-- count was added to by the last who came, so it is written anew with the release: neither place nor transaction says
-- when that was.
set local role aside_keeper;

create or replace function rewrite_daily_counts(today date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with bounded as materialized (
    select no_later_than_today(today, 'Etc/GMT-14') as day
  ), old as (
    delete from daily_count c using bounded b where c.day < b.day returning c.day, c.what, c.n
  )
  insert into daily_count (day, what, n)
  select o.day, o.what, o.n from old o, bounded b where o.day >= b.day - 2 order by o.day, o.what
$$;

revoke execute on function rewrite_daily_counts from public;
grant execute on function rewrite_daily_counts to aside_duty;

reset role;
