-- Whoever reads a case whose answer is due by tomorrow, or late: once a day for each zone, whenever it is asked. One
-- row an address, however many cases. A question that was asked when it was late already ends nothing, nor does its
-- lapse (docs/decisions/004; a pause has an hour only if it began behind it). What is put aside is told of on the eve
-- and on the day itself only.
set local role aside_keeper;

create or replace function notify_due_dates(zones text[], on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  claimed text[];
  offices jsonb;
begin
  -- Nobody is kept out meanwhile (`drop_notifications`).
  perform pg_advisory_xact_lock_shared(20871005);
  offices := roster_offices();
  claimed := array(select z from unnest(zones) z where claim_daily_notification('dates ' || z, on_day));
  perform notify_officers(array_agg(r.officer), array_agg(c.id), on_day, false)
  from "case" c join reader r on r.case_id = c.id and r.until is null
  where c.zone = any (claimed) and c.closed_on is null and works_at(offices, r.officer, c.office)
    and (c.state in ('received', 'acknowledged') or c.paused_on > c.due_on or c.due_at is not null)
    and c.due_on <= on_day + 1 and (not c.is_spam or c.due_on >= on_day);
end
$$;

revoke execute on function notify_due_dates from public;
grant execute on function notify_due_dates to aside_duty;

reset role;
