-- Its person undoes that she took it back: it is as it was, its clock too, which went on. Whoever reads it is told that
-- something is there: what was to be told when it was locked was told to nobody. What waits of it goes with no release
-- of this day any more: after the morning's, a run in between would show it alone, at the minute of the undoing.
set local role aside_keeper;

create or replace function restore_case(wanted text, on_day date) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  of_case text := (select e.case_id from erasure e where e.id = wanted and e.lookup = any (shown_lookups()) limit 1);
  its record;
  present text[];
begin
  perform from "case" c where c.id = of_case for update;
  perform from delayed_inbox l where l.lookup = any (shown_lookups()) and l.act = 'received' for update;
  lock table erasure in row exclusive mode;
  if not exists (select from erasure e where e.id = wanted and e.lookup = any (shown_lookups())) then
    return false;
  end if;
  update delayed_inbox l
  set tried_on = on_day, failures = case when l.parked_on is null then 0 else l.failures end
  where l.lookup in (select e.lookup from erasure e where e.id = wanted);
  delete from erasure e where e.id = wanted;
  update reader set until = null where case_id = of_case and until = '-infinity';
  select c.closed_on, c.channel in ('web_page', 'staff_link', 'office_link') as released,
    is_unconfirmed_danger(c.id, c.category, c.acknowledged_on, c.closed_on) as danger into its
  from "case" c where c.id = of_case;
  if not found or its.closed_on is not null then
    return true;
  end if;
  present := array(
    select r.officer from reader r join "case" c on c.id = r.case_id cross join roster_offices() w (offices)
    where r.case_id = of_case and r.until is null and works_at(w.offices, r.officer, c.office)
  );
  if its.released and not its.danger then
    perform notify_officers_once(present, array_fill(of_case, array[cardinality(present)]), on_day);
  else
    perform notify_officers(present, array_fill(of_case, array[cardinality(present)]), on_day, its.danger);
  end if;
  return true;
end
$$;

revoke execute on function restore_case from public;
grant execute on function restore_case to aside_reporter;

reset role;
