-- An event is of the day on which it is written, where the case is. A demo tells of days that are past; production never
-- starts on its database. What a person did on an anonymous door waits for the release, so that alone may be of a day
-- before, and not older than anything can wait. A case of a card that has words for the page is written at once from both;
-- what waited of it from before comes with its day.
set local role aside_keeper;

create or replace function refuse_other_days() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  at_case record;
  today date;
  waited boolean;
begin
  if exists (select from mark where kind = 'demo') then
    return null;
  end if;
  select c.zone, c.received_on,
    c.door in ('page', 'staff_link', 'office_link')
      or exists (select from receipt r where r.case_id = c.id and r.kind = 'words') as waits
  into at_case from "case" c where c.id = new.case_id;
  today := ((now() - clocks_differ_by()) at time zone at_case.zone)::date;
  waited := at_case.waits and new.actor = 'reporter'
    and new.act in ('received', 'added', 'named', 'consented', 'declined', 'settled', 'withdrawn', 'reopened')
    and new.day >= greatest(at_case.received_on, today - waits_at_most());
  if (not waited and new.day < today)
    or new.day > ((now() + clocks_differ_by()) at time zone at_case.zone)::date
    or (new.act = 'received' and new.day <> at_case.received_on)
    or new.at not between now() - clocks_differ_by() and now() + clocks_differ_by()
  then
    raise exception using errcode = 'AS001', message = 'event: it is of the day on which it is written';
  end if;
  return null;
end
$$;

revoke execute on function refuse_other_days from public;

-- After the statement, because a case and what happened first are written by one.
create or replace trigger event_is_of_its_day after insert on event
for each row execute function refuse_other_days();

reset role;
