-- Each Monday, or on the first day after it on which a server is there: everybody who asked by then, news or not. Later
-- in the same week nothing; what is over by the database's own clock is forgotten in the week after.
set local role aside_keeper;

create or replace function notify_reminders(on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from reminder where until < date_trunc('week', no_later_than_today(on_day, 'UTC'))::date;
  if exists (
      select from daily_notification d
      where d.what = 'reminders' and d.day >= date_trunc('week', on_day)::date and d.day < on_day
    )
    or not claim_daily_notification('reminders', on_day)
  then
    return;
  end if;
  with due as (
    update reminder set sent_on = on_day where sent_on is distinct from on_day returning address
  )
  insert into outbox (id, notification_channel, address, day, urgent)
  select uuid_send(gen_random_uuid()), 'teams', d.address, on_day, false from due d;
end
$$;

revoke execute on function notify_reminders from public;
grant execute on function notify_reminders to aside_duty;

reset role;
