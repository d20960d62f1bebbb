-- Counts what a day brings, and says whether the day still takes it. A count is of today and only grows: who counts
-- shuts no other day, and hides nothing of this one.
set local role aside_keeper;

create or replace function add_to_daily_count(on_day date, counted text, more integer, most integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if more not between 1 and 1024 * 1024 or not is_today(on_day) then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart', message = 'daily_count: it is of today, and grows';
  end if;
  insert into daily_count as c (day, what, n) values (on_day, counted, more)
  on conflict (day, what) do update set n = least(c.n::bigint + more, 2147483647)::integer
  where least(c.n::bigint + more, 2147483647) <= most;
  return found;
end
$$;

revoke execute on function add_to_daily_count from public;
grant execute on function add_to_daily_count to aside_intake;

reset role;
