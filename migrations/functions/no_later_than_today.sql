-- The day that was asked for, but none that has not come in that zone by the database's own clock: no login ends a day
-- before it is over. In a demo every day is one. Of a zone that is none the day is the one that begins last: a bad row
-- ends no statement that asks for others too.
set local role aside_keeper;

create or replace function no_later_than_today(wanted date, at_zone text) returns date
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  at_instant timestamptz := now() + clocks_differ_by();
begin
  if exists (select from environment_marker where kind = 'demo') then
    return wanted;
  end if;
  return least(wanted, (at_instant at time zone at_zone)::date);
exception when invalid_parameter_value then
  return least(wanted, (at_instant at time zone 'Etc/GMT+12')::date);
end
$$;

revoke execute on function no_later_than_today from public;
grant execute on function no_later_than_today to aside_duty, aside_reporter;

reset role;
