-- Does a link that an office handed out still count, and at that office? Whose it was is not here.
set local role aside_keeper;

create or replace function is_office_link_valid(wanted bytea, at_office text, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from office_link l where l.hash = wanted and l.office = at_office and l.until >= on_day)
$$;

revoke execute on function is_office_link_valid from public;
grant execute on function is_office_link_valid to aside_intake;

reset role;
