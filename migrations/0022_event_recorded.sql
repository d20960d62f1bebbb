ALTER TABLE "event" ADD COLUMN "recorded" date;--> statement-breakpoint
CREATE INDEX "event_recorded" ON "event" USING brin ("recorded");--> statement-breakpoint
-- The database says itself when it wrote an event, and refuses one that claims to be of another day: whoever could date
-- an answer back would have kept every promise. Its clock and the server's may differ by this much.
create function clocks_differ_by() returns interval language sql immutable as $$ select interval '10 minutes' $$;

create function note_recorded() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  new.recorded := (now() at time zone 'UTC')::date;
  return new;
end
$$;
revoke execute on function clocks_differ_by, note_recorded from public;
create trigger event_is_noted before insert on event
for each row execute function note_recorded();

grant select on mark to aside_keeper;
grant execute on function clocks_differ_by to aside_keeper;
grant create on schema public to aside_keeper;
set local role aside_keeper;

-- Today, where the case is. What its person did on an anonymous door waits for the release, so that alone may be of a
-- day before. A demo tells of days that are past; production never starts on its database.
create function refuse_other_days() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  at_case record;
  waited boolean;
begin
  if exists (select from mark where kind = 'demo') then
    return null;
  end if;
  select c.zone, c.received_on, c.door in ('page', 'staff_link', 'office_link') as anonymous into at_case
  from "case" c where c.id = new.case_id;
  waited := at_case.anonymous and new.actor = 'reporter' and new.day >= at_case.received_on;
  if (not waited and new.day < ((now() - clocks_differ_by()) at time zone at_case.zone)::date)
    or new.day > ((now() + clocks_differ_by()) at time zone at_case.zone)::date
    or (new.act = 'received' and new.day <> at_case.received_on)
    or new.at not between now() - clocks_differ_by() and now() + clocks_differ_by()
  then
    raise exception using errcode = 'AS001', message = 'event: it is of the day on which it is written';
  end if;
  return null;
end
$$;

create function refuse_other_received_day() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from mark where kind = 'demo') and (
    (new.door not in ('page', 'staff_link', 'office_link')
      and new.received_on < ((now() - clocks_differ_by()) at time zone new.zone)::date)
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

-- After the statement, because a case and what happened first are written by one.
create trigger event_is_of_its_day after insert on event
for each row execute function refuse_other_days();
create trigger case_is_of_its_day before insert on "case"
for each row execute function refuse_other_received_day();
set local role aside_keeper;
revoke execute on function refuse_other_days, refuse_other_received_day from public;
reset role;

-- What was promised stays; and where hours were, the instant that they are counted from is not forgotten.
create trigger case_keeps_promise before update on "case"
for each row when (
  new.reply_days is distinct from old.reply_days
  or new.reply_hours is distinct from old.reply_hours
  or new.triage_hours is distinct from old.triage_hours
  or new.zone is distinct from old.zone
  or (old.reply_hours is not null and new.received_at is distinct from old.received_at)
) execute function refuse('what was promised stays');

-- Whoever counts clocks anew sees whether a case was put aside by an event.
grant select (set_aside) on "case" to aside_duty;
