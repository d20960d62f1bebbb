-- Does a letter of a day before wait for this case? Then it does not lapse: her answer of the last day came in time,
-- and is released the next morning or later. Which letters wait, and for which case, only the keeper sees. The lock
-- comes before the look: what is written anew meanwhile is in neither place.
set local role aside_keeper;

create or replace function has_delayed_letter(at_case text, before date) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table delayed_inbox in access share mode;
  return exists (
    select from receipt r join delayed_inbox l on l.lookup = r.lookup where r.case_id = at_case and l.day < before
  );
end
$$;

revoke execute on function has_delayed_letter from public;
grant execute on function has_delayed_letter to aside_duty;

reset role;
