-- An event is of the day on which it is written, where the case is. A demo tells of days that are past; production
-- never starts on its database. What waited for the release is of the day on which it was let in, however long ago: the
-- row is still there when its act is stored, and says which day that was. It opens again what was closed meanwhile. A
-- question lapses once its fourteen days are over (`has_question_lapsed`).
set local role aside_keeper;

create or replace function refuse_other_days() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  at_case record;
  tomorrow date;
  waited boolean;
begin
  if exists (select from environment_marker where kind = 'demo') then
    return null;
  end if;
  select c.zone, c.received_on, c.category into at_case from "case" c where c.id = new.case_id;
  tomorrow := ((now() + clocks_differ_by()) at time zone at_case.zone)::date;
  waited := new.actor = 'reporter' and exists (
    select from delayed_inbox l join receipt r on r.lookup = l.lookup
    where r.case_id = new.case_id
      and (l.day = new.day or (new.act = 'reopened' and new.day between l.day and tomorrow))
  );
  -- Of which day a case may be is asked when it comes (`refuse_other_received_day`).
  if (new.act = 'received' and new.day <> at_case.received_on)
    or (new.act <> 'received' and not waited
      and new.day not between ((now() - clocks_differ_by()) at time zone at_case.zone)::date and tomorrow)
    or (new.at not between now() - clocks_differ_by() and now() + clocks_differ_by()
      and not (new.act = 'received' and at_case.category = 'safety'))
    or (new.act = 'lapsed' and has_question_lapsed(new.case_id, new.day) is not true)
  then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart',
      message = 'event: it is of the day on which it is written';
  end if;
  return null;
end
$$;

revoke execute on function refuse_other_days from public;

-- After the statement, because a case and what happened first are written by one.
create or replace trigger event_is_of_its_day after insert on event
for each row execute function refuse_other_days();

reset role;
