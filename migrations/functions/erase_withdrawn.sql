-- Second step of taking back, by the daily duty: everything sealed of the case, its keys and the case, or what waited
-- and no office has seen. She was told that a count by office and month stays, so the count is written with the first
-- of the month. Its line of the ledger is written here, of the day on which she took it back: what was undone has
-- none. First the case, then what waits, then the ledger, as everybody: two who went otherwise would wait for each
-- other.
set local role aside_keeper;

create or replace function erase_withdrawn(wanted text, on_day date) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  its record;
  ref text;
begin
  perform from "case" c where c.id = (select e.case_id from erasure e where e.id = wanted limit 1) for update;
  lock table erasure in row exclusive mode;
  select e.case_id, e.office, e.day, e.reason, e.outcome, e.lookup into its from erasure e
  where e.id = wanted and e.day + 2 <= no_later_than_today(on_day, e.zone) for update;
  if not found then
    return false;
  end if;
  if its.case_id is null then
    perform erase_delayed_case(its.lookup, its.office, its.day, its.reason);
  else
    ref := ledger_ref(its.case_id);
    perform append_ledger(
      its.day, null, 'reporter', null,
      its.reason || case when its.outcome = 'ended_late' and not is_audited_late(ref) then '.late' else '' end, ref
    );
    perform shred_case(its.case_id, ref, date_trunc('month', its.day)::date, its.reason, its.outcome);
  end if;
  delete from erasure e where e.id = wanted;
  return true;
end
$$;

revoke execute on function erase_withdrawn from public;
grant execute on function erase_withdrawn to aside_duty;

reset role;
