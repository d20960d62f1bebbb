-- A case of one of these offices? Asked for each row of the readers that an officer's query meets.
set local role aside_keeper;

create or replace function is_case_of(wanted text, offices text[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from "case" c where c.id = wanted and c.office = any (offices));
end
$$;

revoke execute on function is_case_of from public;
grant execute on function is_case_of to aside_desk;

reset role;
