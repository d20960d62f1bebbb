-- The officers of a day: admitted, and in the newest roster. Whoever left, or became a custodian, is told of no case.
set local role aside_keeper;

create or replace function present_officers(on_day date) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.person from membership m, roster_offices() r (offices)
  where (m.until is null or m.until > on_day) and (r.offices is null or r.offices ? m.person)
$$;

revoke execute on function present_officers from public;

reset role;
