-- Nothing arrives there any more: blocked, uninstalled, gone. What was to be sent there goes, and so does a reminder.
set local role aside_keeper;

create or replace function lose_address(gone bytea, on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not is_today(on_day) then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart', message = 'officer_address: it is lost today';
  end if;
  update officer_address set lost_on = on_day where address = gone and lost_on is null;
  delete from reminder where address = gone;
  delete from outbox where address = gone;
end
$$;

revoke execute on function lose_address from public;
grant execute on function lose_address to aside_duty, aside_register;

reset role;
