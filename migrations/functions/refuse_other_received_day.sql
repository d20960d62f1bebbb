-- A case is received on the day on which it comes, where it is; on an anonymous door it may have waited. Not in a demo.
set local role aside_keeper;

create or replace function refuse_other_received_day() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := ((now() - clocks_differ_by()) at time zone new.zone)::date;
  waited boolean := new.door in ('page', 'staff_link', 'office_link');
begin
  if not exists (select from mark where kind = 'demo') and (
    new.received_on < today - case when waited then waits_at_most() else 0 end
    or new.received_on > ((now() + clocks_differ_by()) at time zone new.zone)::date
    or new.received_at not between now() - clocks_differ_by() and now() + clocks_differ_by()
  ) then
    raise exception using errcode = 'AS001', message = 'case: it is received on the day on which it comes';
  end if;
  return new;
end
$$;

revoke execute on function refuse_other_received_day from public;

create or replace trigger case_is_of_its_day before insert on "case"
for each row execute function refuse_other_received_day();

reset role;
