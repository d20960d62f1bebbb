-- Facts that a person agreed to be counted with arrive together and belong apart. Rows written in one transaction can
-- be brought together by its number and by their place on the disk; so once a day a quarter is written anew while one
-- of its rows was not: in one transaction, in the order of what stands in it (docs/decisions/009). Of a quarter with
-- one person too: then the number is of the day's end, and not the one beside her case. Quarters that are over stay as
-- they are: the daily duty does not grow with every fact that was ever counted.
set local role aside_keeper;

create or replace function rewrite_statistics() returns int
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (
    delete from statistic where quarter in (select s.quarter from statistic s where not s.is_rewritten)
    returning quarter, category, fact
  ), written as (
    insert into statistic (quarter, category, fact, is_rewritten)
    select t.quarter, t.category, t.fact, true from taken t order by t.quarter, t.category, t.fact returning 1
  )
  select count(*)::int from written
$$;

revoke execute on function rewrite_statistics from public;
grant execute on function rewrite_statistics to aside_duty;

reset role;
