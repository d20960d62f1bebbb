-- Whoever reads a case whose answer is due by tomorrow, or late: once a day for each zone, whenever it is asked. One
-- row an address, however many cases. What is put aside is told of on the eve and on the day itself only.
set local role aside_keeper;

create or replace function notify_due_dates(zones text[], by_day date, on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform notify_officers(array_agg(distinct r.officer), on_day, false)
  from unnest(zones) z
    join "case" c on c.zone = z
    join reader r on r.case_id = c.id and r.until is null
  where c.closed_on is null and c.state in ('received', 'acknowledged')
    and c.due_on is not null and c.due_on <= by_day and (not c.is_spam or c.due_on >= by_day - 1)
    and not exists (select from daily_notification t where t.what = 'dates ' || z and t.day >= on_day);
  perform claim_daily_notification('dates ' || z, on_day) from unnest(zones) z;
end
$$;

revoke execute on function notify_due_dates from public;
grant execute on function notify_due_dates to aside_duty;

reset role;
