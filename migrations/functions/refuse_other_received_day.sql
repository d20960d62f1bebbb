-- A case is received on the day on which it comes, where it is; what waited, on the day on which it was let in, and the
-- row that it waited as says so. Somebody in danger is taken in whatever minute or hour a clock says: by another clock
-- of ours it is a day before or after at most, and the hour of the alarm is counted by this one then. Not in a demo.
set local role aside_keeper;

create or replace function refuse_other_received_day() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  danger boolean := new.category = 'safety';
  apart interval := clocks_differ_by() + case when danger then interval '1 day' else interval '0' end;
begin
  if exists (select from environment_marker where kind = 'demo')
    or exists (
      select from delayed_inbox l where l.case_id = new.id and l.act = 'received' and l.day = new.received_on
    )
  then
    return new;
  end if;
  if danger and new.received_at not between now() - clocks_differ_by() and now() + clocks_differ_by() then
    new.due_at := new.due_at + (now() - new.received_at);
    new.received_at := now();
  end if;
  if new.received_on not between ((now() - apart) at time zone new.zone)::date
      and ((now() + apart) at time zone new.zone)::date
    or new.received_at not between now() - clocks_differ_by() and now() + clocks_differ_by()
  then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart',
      message = 'case: it is received on the day on which it comes';
  end if;
  return new;
end
$$;

revoke execute on function refuse_other_received_day from public;

create or replace trigger case_is_of_its_day before insert on "case"
for each row execute function refuse_other_received_day();

reset role;
