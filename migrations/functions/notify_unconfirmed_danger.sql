-- Danger that nobody has confirmed: its readers, once more. The two moments bound when its hours ended.
set local role aside_keeper;

create or replace function notify_unconfirmed_danger(ended_after timestamptz, ended_by timestamptz, on_day date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select notify_officers(array_agg(distinct r.officer), on_day, true)
  from "case" c join reader r on r.case_id = c.id and r.until is null
  where c.category = 'safety' and c.acknowledged_on is null and c.closed_on is null
    and c.received_at + make_interval(hours => coalesce(c.triage_hours, 1)) > ended_after
    and c.received_at + make_interval(hours => coalesce(c.triage_hours, 1)) <= ended_by
$$;

revoke execute on function notify_unconfirmed_danger from public;
grant execute on function notify_unconfirmed_danger to aside_duty;

reset role;
