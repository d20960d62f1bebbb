-- Everything sealed of her case, its keys and the case. She is told that a count by office and month stays, so the
-- count is written with the first of the month.
set local role aside_keeper;

create or replace function withdraw_case(wanted text, line_ref text, on_day date, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from receipt r where r.case_id = wanted and r.lookup = any (these_lookups())) then
    return false;
  end if;
  perform shred_case(wanted, line_ref, date_trunc('month', on_day)::date, reason);
  return true;
end
$$;

revoke execute on function withdraw_case from public;
grant execute on function withdraw_case to aside_reporter;

reset role;
