-- Of two who ask on the same day, one is the first.
set local role aside_keeper;

create or replace function claim_daily_notification(wanted text, on_day date) returns boolean
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (
    insert into daily_notification as t (what, day) values (wanted, on_day)
    on conflict (what) do update set day = excluded.day where t.day < excluded.day
    returning 1
  )
  select exists (select from taken)
$$;

revoke execute on function claim_daily_notification from public;

reset role;
