-- What the ombudsman closed is erased by the daily release, after it released what waited: a letter of hers that waits
-- opens the case again (decision 012), and is not shredded unread. Which letters wait, and for which case, only
-- the keeper sees. The duty asks again under the lock of the case.
set local role aside_keeper;

create or replace function ombudsman_cases_to_erase(before date) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id from "case" c
  where c.office = 'ombudsman' and c.closed_on < before
    and not exists (select from receipt r join delayed_inbox l on l.lookup = r.lookup where r.case_id = c.id)
$$;

revoke execute on function ombudsman_cases_to_erase from public;
grant execute on function ombudsman_cases_to_erase to aside_duty;

reset role;
