-- The day in the zone of the case, as the event's own: two days of two zones cut each other in parts. A case and what
-- happened first are written by one statement, so its zone is not to be seen yet: then the day that is given, if it is
-- today somewhere.
set local role aside_keeper;

create or replace function set_recorded_day() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  at_zone text;
begin
  select c.zone into at_zone from "case" c where c.id = new.case_id;
  new.recorded := case when at_zone is null
    then least(greatest(new.day, (now() at time zone 'Etc/GMT+12')::date), (now() at time zone 'Etc/GMT-14')::date)
    else (now() at time zone at_zone)::date
  end;
  return new;
end
$$;

revoke execute on function set_recorded_day from public;

create or replace trigger event_has_recorded_day before insert on event
for each row execute function set_recorded_day();

reset role;
