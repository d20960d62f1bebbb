-- What waits is of the day on which it comes, where its case is: it is acknowledged then, and is released with this day
-- however long it waits and whatever any clock says by then. So it is here that both clocks are asked. Not in a demo.
set local role aside_keeper;

create or replace function refuse_other_delayed_day() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  first bytea;
  at_zone text;
begin
  if exists (select from environment_marker where kind = 'demo') then
    return new;
  end if;
  select c.zone into at_zone from receipt r join "case" c on c.id = r.case_id where r.lookup = new.lookup;
  if not found then
    first := case when new.act = 'received' then new.body
      else (select l.body from delayed_inbox l where l.lookup = new.lookup and l.act = 'received') end;
    at_zone := convert_from(first, 'UTF8')::jsonb #>> '{filing,terms,zone}';
  end if;
  -- Whatever zone the body names: a day that has not come anywhere is none.
  if not is_today(new.day) or (new.day between ((now() - clocks_differ_by()) at time zone at_zone)::date
    and ((now() + clocks_differ_by()) at time zone at_zone)::date) is not true
  then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart',
      message = 'delayed_inbox: what waits is of the day on which it comes';
  end if;
  return new;
end
$$;

revoke execute on function refuse_other_delayed_day from public;

-- The keeper writes anew what was let in before (`rewrite_delayed_inbox`).
create or replace trigger delayed_inbox_is_of_its_day before insert on delayed_inbox
for each row when (current_user <> 'aside_keeper') execute function refuse_other_delayed_day();

reset role;
