-- A letter of a running case is sealed for whom it is there now, and for nobody else. Who reads it is said to nobody
-- but who holds its receipt or reads it too.
set local role aside_keeper;

create or replace function may_be_sealed_to(wanted text, to_role text, to_reader text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select to_role <> 'officer' or exists (
    select from reader r where r.case_id = wanted and r.officer = to_reader and r.until is null
  ) and (
    exists (select from receipt r where r.case_id = wanted and r.lookup = any (these_lookups()))
    or exists (
      select from reader r where r.case_id = wanted and r.officer = this_officer() and r.until is null
    )
  )
$$;

revoke execute on function may_be_sealed_to from public;
grant execute on function may_be_sealed_to to aside_desk, aside_reporter;

reset role;
