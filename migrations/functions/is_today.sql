-- Is it that day anywhere? A line knows no zone. In a demo every day is one.
set local role aside_keeper;

create or replace function is_today(wanted date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from environment_marker where kind = 'demo') or wanted between
    ((now() - clocks_differ_by()) at time zone 'Etc/GMT+12')::date
    and ((now() + clocks_differ_by()) at time zone 'Etc/GMT-14')::date
$$;

revoke execute on function is_today from public;

reset role;
