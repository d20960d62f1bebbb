-- Being told. An address is sealed with the server's secret before it comes here; nothing below can open one, and no
-- row says what a notice is about. Addresses and cases meet in these functions only, and only for officers: by the
-- present readers of a case, so that whoever is kept out of it is never told.

-- The register pairs officers with their chats and keeps people's reminders; it sees no case.
grant select, insert, update, delete on officer_address, pairing, reminder to aside_register;
grant insert on outbox to aside_register;
grant select on officer_address, membership, reader, "case" to aside_keeper;
grant insert, delete on outbox to aside_keeper;
grant update (lost_on) on officer_address to aside_keeper;
grant select, insert, update, delete on reminder to aside_keeper;
-- To delete by a column it has to be looked at.
grant select on outbox to aside_keeper;

-- Only whoever still works here, and only where messages still arrive.
create function tell_officers(officers text[], on_day date, at_once boolean) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into outbox (id, channel, address, day, urgent)
  select uuid_send(gen_random_uuid()), a.channel, a.address, on_day, at_once
  from officer_address a
  where a.officer = any (officers) and a.lost_on is null and exists (
    select from membership m where m.person = a.officer and (m.until is null or m.until > on_day)
  )
$$;

-- In the transaction of the filing itself: the case is there and its readers will be told, or neither. Not for doors
-- whose minute nobody may know: those become visible once a day, and only danger at once.
create function tell_new_readers() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform tell_officers(array_agg(r.officer), max(r.since), c.category = 'safety' and c.acknowledged_on is null)
  from joined r join "case" c on c.id = r.case_id
  where r.until is null and (c.category = 'safety' or c.door not in ('page', 'staff_link', 'office_link'))
  group by c.id, c.category, c.acknowledged_on;
  return null;
end
$$;
create trigger reader_is_told after insert on reader
referencing new table as joined for each statement execute function tell_new_readers();

-- A letter of the person's in a case that is there already. What a case begins with is told with the case.
create function tell_of_letters() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform tell_officers(
    (select array_agg(r.officer) from reader r where r.case_id = c.id and r.until is null),
    l.day, c.category = 'safety' and c.acknowledged_on is null and c.closed_on is null
  )
  from arrived l join "case" c on c.id = l.case_id
  where l.dir = 'r>o' and not exists (select from arrived a where a.case_id = l.case_id and a.n = 1)
    and (c.category = 'safety' or c.door not in ('page', 'staff_link', 'office_link'));
  return null;
end
$$;
create trigger letter_is_told after insert on message
referencing new table as arrived for each statement execute function tell_of_letters();

-- Each morning: whoever reads a case whose answer is due by tomorrow, or late. One row an address, however many cases.
create function tell_of_dates(zones text[], by_day date, on_day date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select tell_officers(array_agg(distinct r.officer), on_day, false)
  from "case" c join reader r on r.case_id = c.id and r.until is null
  where c.closed_on is null and c.state in ('received', 'acknowledged')
    and c.due_on is not null and c.due_on <= by_day and c.zone = any (zones)
$$;

-- Danger that nobody has confirmed: its readers, once more. The two moments bound when its hours ended.
create function tell_of_unconfirmed(ended_after timestamptz, ended_by timestamptz, on_day date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select tell_officers(array_agg(distinct r.officer), on_day, true)
  from "case" c join reader r on r.case_id = c.id and r.until is null
  where c.category = 'safety' and c.acknowledged_on is null and c.closed_on is null
    and c.received_at + make_interval(hours => coalesce(c.triage_hours, 1)) > ended_after
    and c.received_at + make_interval(hours => coalesce(c.triage_hours, 1)) <= ended_by
$$;

-- Each Monday: everybody who asked, news or not. Twice on one day does nothing twice; what is over is forgotten.
create function tell_reminded(on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from reminder where until < on_day;
  with due as (
    update reminder set sent_on = on_day where sent_on is distinct from on_day returning address
  )
  insert into outbox (id, channel, address, day, urgent)
  select uuid_send(gen_random_uuid()), 'teams', d.address, on_day, false from due d;
end
$$;

-- As with nonces: rows that were written one after the other can be brought together by the number of their
-- transaction. Once a day all reminders are written anew in one, in the order of their bytes. Whoever ends hers in that
-- moment waits until they are: she would look for a row that is gone, and be reminded all the same.
create function settle_reminders() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table reminder in exclusive mode;
  with taken as (
    delete from reminder returning id, address, until, sent_on
  )
  insert into reminder (id, address, until, sent_on)
  select t.id, t.address, t.until, t.sent_on from taken t order by t.id;
end
$$;

-- Nothing arrives there any more: blocked, uninstalled, gone. What was to be sent there goes, and so does a reminder.
create function lose_address(gone bytea, on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update officer_address set lost_on = on_day where address = gone and lost_on is null;
  delete from reminder where address = gone;
  delete from outbox where address = gone;
end
$$;

revoke execute on function
  tell_officers, tell_new_readers, tell_of_letters, tell_of_dates, tell_of_unconfirmed, tell_reminded, settle_reminders,
  lose_address
from public;
grant execute on function tell_of_dates, tell_of_unconfirmed, tell_reminded, settle_reminders, lose_address to aside_duty;
grant execute on function lose_address to aside_register;

grant create on schema public to aside_keeper;
alter function tell_officers owner to aside_keeper;
alter function tell_new_readers owner to aside_keeper;
alter function tell_of_letters owner to aside_keeper;
alter function tell_of_dates owner to aside_keeper;
alter function tell_of_unconfirmed owner to aside_keeper;
alter function tell_reminded owner to aside_keeper;
alter function settle_reminders owner to aside_keeper;
alter function lose_address owner to aside_keeper;
revoke create on schema public from aside_keeper;
