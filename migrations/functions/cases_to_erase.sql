-- What was taken back two days before this one, or longer ago: of one office, by its own days.
set local role aside_keeper;

create or replace function cases_to_erase(at_office text, on_day date) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct e.id from erasure e
  where e.office = at_office and e.day + 2 <= no_later_than_today(on_day, e.zone)
$$;

revoke execute on function cases_to_erase from public;
grant execute on function cases_to_erase to aside_duty;

reset role;
