-- Each Monday: everybody who asked by then, news or not. Later on the same day nothing; what is over by the
-- database's own clock is forgotten.
set local role aside_keeper;

create or replace function notify_reminders(on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from reminder where until < no_later_than_today(on_day, 'UTC');
  if not claim_daily_notification('reminders', on_day) then
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
