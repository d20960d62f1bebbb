-- Being told, the rest of it: custodians of a request, an office of what they said, and one last address of silence.
-- And what is told once a day is told once a day, at whatever hour the server comes back.

grant select, insert, update on told_daily to aside_keeper;
-- The desk of the last address says that somebody waits: that it was told, and never of what.
grant select on told_daily to aside_register;

grant create on schema public to aside_keeper;
set local role aside_keeper;

-- An officer, on a day. Whoever became a custodian since then opens no case any more, and is told of none.
create function works_here(whom text, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from membership m where m.person = whom and (m.until is null or m.until > on_day))
$$;

-- Only whoever still works here, and only where messages still arrive.
create or replace function tell_officers(officers text[], on_day date, at_once boolean) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into outbox (id, channel, address, day, urgent)
  select uuid_send(gen_random_uuid()), a.channel, a.address, on_day, at_once
  from officer_address a
  where a.officer = any (officers) and a.lost_on is null and works_here(a.officer, on_day)
$$;

-- Where an urgent message was tried and did not arrive, none reaches anybody until one does.
create function reaches_anybody(officers text[], on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from officer_address a
    where a.officer = any (officers) and a.lost_on is null and works_here(a.officer, on_day)
      and not exists (select from outbox o where o.address = a.address and o.urgent and o.attempt > 0)
  )
$$;

-- Of two who ask on the same day, one is the first.
create function first_today(wanted text, on_day date) returns boolean
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (
    insert into told_daily as t (what, day) values (wanted, on_day)
    on conflict (what) do update set day = excluded.day where t.day < excluded.day
    returning 1
  )
  select exists (select from taken)
$$;

-- Whoever reads a case whose answer is due by tomorrow, or late: once a day for each zone, whenever it is asked. One
-- row an address, however many cases.
create or replace function tell_of_dates(zones text[], by_day date, on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform tell_officers(array_agg(distinct r.officer), on_day, false)
  from unnest(zones) z
    join "case" c on c.zone = z
    join reader r on r.case_id = c.id and r.until is null
  where c.closed_on is null and c.state in ('received', 'acknowledged')
    and c.due_on is not null and c.due_on <= by_day
    and not exists (select from told_daily t where t.what = 'dates ' || z and t.day >= on_day);
  perform first_today('dates ' || z, on_day) from unnest(zones) z;
end
$$;

-- Each Monday: everybody who asked by then, news or not. Later on the same day nothing; what is over is forgotten.
create or replace function tell_reminded(on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from reminder where until < on_day;
  if not first_today('reminders', on_day) then
    return;
  end if;
  with due as (
    update reminder set sent_on = on_day where sent_on is distinct from on_day returning address
  )
  insert into outbox (id, channel, address, day, urgent)
  select uuid_send(gen_random_uuid()), 'teams', d.address, on_day, false from due d;
end
$$;

-- An answer was due by a day, and since that day none of the readers did anything: one person of the policy is told,
-- once a day. Never of a case that somebody is kept out of, because the kept-out may be that person.
create function tell_last_address(whom text, due_by date, on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (
    select from "case" c
    where c.closed_on is null and c.state in ('received', 'acknowledged') and c.due_on <= due_by
      and not exists (select from exclusion x where x.case_id = c.id)
      and not exists (
        select from event e where e.case_id = c.id and e.actor = 'officer' and e.day > due_by
      )
  ) and first_today('last_address', on_day) then
    perform tell_officers(array[whom], on_day, false);
  end if;
end
$$;

revoke execute on function works_here, reaches_anybody, first_today, tell_last_address from public;
grant execute on function reaches_anybody to aside_register;
grant execute on function tell_last_address to aside_duty;

reset role;

-- In the transaction of the request: whoever holds a half of this name, and nobody else.
create function tell_custodians() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into outbox (id, channel, address, day, urgent)
  select uuid_send(gen_random_uuid()), a.channel, a.address, new.asked_on, false
  from officer_address a
    join custodian c on c.person = a.officer and c.until is null
    join message_key k on k.message_id = new.message_id and k.role = 'custodian' and k.reader = a.officer
  where a.lost_on is null;
  return null;
end
$$;

-- And of the decision: whoever reads the case now.
create function tell_of_decision() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform tell_officers(
    array(select r.officer from reader r where r.case_id = new.case_id and r.until is null),
    new.decided_on, false
  );
  return null;
end
$$;

create trigger custodians_are_told after insert on identity_request
for each row execute function tell_custodians();
create trigger decision_is_told after update on identity_request
for each row when (old.decision is null and new.decision is not null) execute function tell_of_decision();

revoke execute on function tell_custodians, tell_of_decision from public;
alter function tell_custodians owner to aside_keeper;
alter function tell_of_decision owner to aside_keeper;
revoke create on schema public from aside_keeper;
