-- What is used or published is of the day on which it comes, which the database says itself: the day that is given,
-- where it is one, or else its own. Nothing is refused: somebody in danger is taken in whatever a clock says. The
-- keeper writes used nonces anew (`rewrite_idempotency_keys`).
set local role aside_keeper;

create or replace function set_todays_day() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := (now() at time zone 'UTC')::date;
begin
  if tg_table_name = 'filing_key' then
    new.since := case when is_today(new.since) then new.since else today end;
  else
    new.day := case when is_today(new.day) then new.day else today end;
  end if;
  return new;
end
$$;

revoke execute on function set_todays_day from public;

create or replace trigger filing_key_is_of_its_day before insert on filing_key
for each row execute function set_todays_day();

create or replace trigger idempotency_key_is_of_its_day before insert on idempotency_key
for each row when (current_user <> 'aside_keeper') execute function set_todays_day();

reset role;
