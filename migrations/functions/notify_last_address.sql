-- An answer was due by a day, and since that day none of the readers did anything: one person of the policy is told,
-- once a day. A question that was asked when it was late already ends nothing (`notify_due_dates`). Never of a case
-- that somebody or an office is kept out of, because that person may be the kept-out or of that office, and not of what
-- is put aside. An office that is kept out leaves a tag of nobody; older cases have a flag at most.
set local role aside_keeper;

create or replace function notify_last_address(whom text, due_by date, on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  late text[];
begin
  -- Nobody is kept out meanwhile (`drop_notifications`).
  perform pg_advisory_xact_lock_shared(20871005);
  late := array(
    select c.id from "case" c
    where c.closed_on is null and not awaits_erasure(c.id) and not c.is_spam and c.due_on <= due_by
      and (c.state in ('received', 'acknowledged') or c.paused_on > c.due_on or c.due_at is not null)
      and c.flags = '{}' and not exists (select from exclusion x where x.case_id = c.id)
      and not exists (
        select from event e where e.case_id = c.id and e.actor = 'officer' and e.day > due_by
      )
  );
  if late <> '{}' and claim_daily_notification('last_address ' || whom, on_day) then
    perform notify_officers(array_fill(whom, array[cardinality(late)]), late, on_day, false);
  end if;
end
$$;

revoke execute on function notify_last_address from public;
grant execute on function notify_last_address to aside_duty;

reset role;
