-- Who reads this case now: told to whoever reads it too.
set local role aside_keeper;

create or replace function readers_of(wanted text) returns table (officer text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.officer from reader r
  where r.case_id = wanted and r.until is null
    and exists (
      select from reader own
      where own.case_id = wanted and own.officer = this_officer() and own.until is null
    )
  order by r.officer
$$;

revoke execute on function readers_of from public;
grant execute on function readers_of to aside_desk;

reset role;
