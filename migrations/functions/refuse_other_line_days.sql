-- A reporter's line waited for its day to end; every other is of the day and the minute in which it is written.
set local role aside_keeper;

create or replace function refuse_other_line_days() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not is_today(new.day)
    or (new.at not between now() - clocks_differ_by() and now() + clocks_differ_by()
      and not exists (select from environment_marker where kind = 'demo'))
  then
    raise exception using errcode = 'AS001', message = 'ledger: a line is of the day on which it is written';
  end if;
  return new;
end
$$;

revoke execute on function refuse_other_line_days from public;

create or replace trigger ledger_is_of_its_day before insert on ledger
for each row when (new.actor <> 'reporter') execute function refuse_other_line_days();

reset role;
