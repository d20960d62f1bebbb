-- The last day whose end was whole: every step of it was done. Says of nobody anything; `check` asks it.
set local role aside_keeper;

create or replace function record_day_end(on_day date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into table_rewrite (what, day) values ('end_of_day', on_day)
  on conflict (what) do update set day = excluded.day
$$;

revoke execute on function record_day_end from public;
grant execute on function record_day_end to aside_duty;

reset role;
