-- How long an act may have waited when it is stored: a week put aside (0024), and a server that was away meanwhile.
create function waits_at_most() returns int language sql immutable as $$ select 31 $$;
grant execute on function waits_at_most to aside_keeper;

drop trigger event_is_noted on event;
drop function note_recorded;

grant create on schema public to aside_keeper;
set local role aside_keeper;

-- The day in the zone of the case, as the event's own: two days of two zones cut each other in parts. A case and what
-- happened first are written by one statement, so its zone is not to be seen yet: then the day that is given, if it is
-- today somewhere.
create function note_recorded() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  at_zone text;
begin
  select c.zone into at_zone from "case" c where c.id = new.case_id;
  new.recorded := case when at_zone is null
    then least(greatest(new.day, (now() at time zone 'Etc/GMT+12')::date), (now() at time zone 'Etc/GMT-14')::date)
    else (now() at time zone at_zone)::date
  end;
  return new;
end
$$;

-- As before (0022). A case of a card that has words for the page is written at once from both; what waited of it from
-- before comes with its day. What waited is a person's act, and not older than anything can wait.
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
reset role;
revoke create on schema public from aside_keeper;

create trigger event_is_noted before insert on event
for each row execute function note_recorded();
set local role aside_keeper;
revoke execute on function note_recorded from public;
reset role;
revoke execute on function waits_at_most from public;

-- Neither who lets in nor who acts for a person writes what an office does: no answer that was given by nobody.
create policy intake_receives on event as restrictive for insert to aside_intake
with check (act = 'received' and actor = 'reporter');
create policy reporter_acts on event as restrictive for insert to aside_reporter
with check (
  actor = 'reporter'
  and act in ('added', 'named', 'consented', 'declined', 'settled', 'withdrawn', 'reopened')
);
