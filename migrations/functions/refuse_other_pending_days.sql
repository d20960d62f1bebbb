-- What a person did is of the day on which it is written; what waited for the release, of a day since the first that still
-- waits: the row is there when its line is written.
set local role aside_keeper;

create or replace function refuse_other_pending_days() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not is_today(new.day) and not exists (
    select from delayed_inbox l
    where l.day = new.day or (l.day < new.day and no_later_than_today(new.day, 'Etc/GMT-14') = new.day)
  ) then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart',
      message = 'pending_ledger_line: it is of the day on which it is written';
  end if;
  return new;
end
$$;

revoke execute on function refuse_other_pending_days from public;

create or replace trigger pending_ledger_line_is_of_its_day before insert on pending_ledger_line
for each row execute function refuse_other_pending_days();

reset role;
