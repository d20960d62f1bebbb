-- An officer, on a day: admitted, and in the newest roster. Whoever left, or became a custodian, is told of no case.
set local role aside_keeper;

create or replace function is_active_officer(whom text, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select offices_of(whom) <> '{}'
    and exists (select from membership m where m.person = whom and (m.until is null or m.until > on_day))
$$;

revoke execute on function is_active_officer from public;

reset role;
