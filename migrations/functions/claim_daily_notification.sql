-- Of two who ask on the same day, one is the first. A day that is none by the database's own clock is refused, and what
-- was claimed for a day that has not come anywhere counts for nothing: a clock that was wrong for an hour silences no
-- day after.
set local role aside_keeper;

create or replace function claim_daily_notification(wanted text, on_day date) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not is_today(on_day) then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart',
      message = 'daily_notification: it is of the day on which it is written';
  end if;
  insert into daily_notification as t (what, day) values (wanted, on_day)
  on conflict (what) do update set day = excluded.day
  where t.day < excluded.day or t.day > no_later_than_today(t.day, 'Etc/GMT-14');
  return found;
end
$$;

revoke execute on function claim_daily_notification from public;

reset role;
