-- Danger that nobody has confirmed: its readers, once more, when its hour is over and each quarter of an hour after,
-- four times in all. Nothing of it is written down: when it is time follows from when it came in, and both moments, of
-- the look before and of this, are the database's. What fell between them is told now, once. No look before is
-- remembered: then whatever is over is told. What a clock that was ahead put into the future has no hour that could
-- end: it is told each quarter of an hour.
set local role aside_keeper;

create or replace function notify_unconfirmed_danger(ended_after timestamptz, ended_by timestamptz, on_day date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  -- Nobody is kept out meanwhile (`drop_notifications`).
  select pg_advisory_xact_lock_shared(20871005);
  select notify_officers(array_agg(r.officer), array_agg(c.id), on_day, true)
  from "case" c
    join reader r on r.case_id = c.id and r.until is null
    cross join roster_offices() w (offices)
    cross join lateral (select c.received_at + make_interval(hours => coalesce(c.triage_hours, 1)) as hour_ended) d
  where is_unconfirmed_danger(c.id, c.category, c.acknowledged_on, c.closed_on)
    and works_at(w.offices, r.officer, c.office)
    and case when c.received_at > ended_by + clocks_differ_by()
      then date_bin('15 minutes', ended_by, c.received_at) > coalesce(ended_after, '-infinity')
      else exists (
        select from generate_series(0, 45, 15) as passed (minutes)
        where d.hour_ended + make_interval(mins => minutes) > coalesce(ended_after, '-infinity')
          and d.hour_ended + make_interval(mins => minutes) <= ended_by
      ) end
$$;

revoke execute on function notify_unconfirmed_danger from public;
grant execute on function notify_unconfirmed_danger to aside_duty;

reset role;
