-- Is it that day there? The two clocks may differ by their minutes around midnight, and by no more. In a demo every day
-- is one.
set local role aside_keeper;

create or replace function is_today_in(wanted date, at_zone text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from environment_marker where kind = 'demo') or (
    wanted between ((now() - clocks_differ_by()) at time zone at_zone)::date
    and ((now() + clocks_differ_by()) at time zone at_zone)::date
  ) is true
$$;

revoke execute on function is_today_in from public;

reset role;
