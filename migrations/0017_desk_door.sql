-- Links that an office hands out: a hash, an office, a last day. Who made one, who has it and whether it was used is
-- not here. An officer can put one in and can see none; the ledger says that she gave one, and not which.
grant select on office_link to aside_intake;
grant select, insert, delete on office_link to aside_keeper;
create trigger office_link_is_final before update on office_link
for each row execute function refuse('a link stays as it was given');
create trigger office_link_goes_when_over before delete on office_link
for each row when (current_user <> 'aside_keeper') execute function refuse('a link goes when its days are over');

grant create on schema public to aside_keeper;
set local role aside_keeper;

-- The same link again is the same link. Lines of the ledger are what a day's number is counted by, so two who press at
-- once wait for each other. @returns false when this officer gave as many today as may be
create function give_office_link(
  link bytea, for_office text, last_day date, on_day date, at_instant timestamptz, most int
) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(20871002);
  if octet_length(link) <> 32 or not last_day between on_day + 1 and on_day + 30 then
    raise exception using errcode = 'AS001', constraint = 'office_link_days', message = 'office_link: no such link';
  end if;
  if not exists (
    select from membership m
    where m.person = this_officer() and m.office = for_office and (m.until is null or m.until > on_day)
  ) then
    raise exception using errcode = '42501', message = 'office_link: of one''s own office only';
  end if;
  if exists (select from office_link l where l.hash = link) then
    return true;
  end if;
  if most <= (
    select count(*) from ledger l
    where l.officer = this_officer() and l.act = 'link_given' and l.day = on_day
  ) then
    return false;
  end if;
  insert into office_link (hash, office, until) values (link, for_office, last_day);
  perform append_ledger(on_day, at_instant, 'officer', this_officer(), 'link_given', null);
  return true;
end
$$;

-- Those that are over go. The others are written anew, all in one transaction and in the order of their hashes: what
-- was written together with which line of the ledger, and so by whom, can then not be seen any more.
create function settle_office_links(before date) returns int
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (
    delete from office_link returning hash, office, until
  ), kept as (
    insert into office_link (hash, office, until)
    select t.hash, t.office, t.until from taken t where t.until >= before order by t.hash
    returning 1
  )
  select ((select count(*) from taken) - (select count(*) from kept))::int
$$;

revoke execute on function give_office_link, settle_office_links from public;
grant execute on function give_office_link to aside_desk;
grant execute on function settle_office_links to aside_duty;

reset role;
revoke create on schema public from aside_keeper;

-- Putting aside: an officer moves what she may read out of the way, and a letter of its person brings it back. It is one
-- column and an event; no row goes, no clock stops. Danger is never out of the way, whoever asks.
--
-- Nobody is reminded each morning of what is out of the way: of seven hundred it would be for ever, and a true date
-- among them would not be seen. Its other readers are told when it falls due, so that nobody hides a case from them by
-- putting it aside; from then on it is late, and counts so.
grant create on schema public to aside_keeper;
set local role aside_keeper;

-- As before (0013), but of what is put aside on the eve and on the day itself only.
create or replace function tell_of_dates(zones text[], by_day date, on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform tell_officers(array_agg(distinct r.officer), on_day, false)
  from unnest(zones) z
    join "case" c on c.zone = z
    join reader r on r.case_id = c.id and r.until is null
  where c.closed_on is null and c.state in ('received', 'acknowledged')
    and c.due_on is not null and c.due_on <= by_day and (not c.set_aside or c.due_on >= by_day - 1)
    and not exists (select from told_daily t where t.what = 'dates ' || z and t.day >= on_day);
  perform first_today('dates ' || z, on_day) from unnest(zones) z;
end
$$;

-- As before (0013), but for what is put aside.
create or replace function tell_last_address(whom text, due_by date, on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (
    select from "case" c
    where c.closed_on is null and not c.set_aside and c.state in ('received', 'acknowledged') and c.due_on <= due_by
      and not exists (select from exclusion x where x.case_id = c.id)
      and not exists (
        select from event e where e.case_id = c.id and e.actor = 'officer' and e.day > due_by
      )
  ) and first_today('last_address', on_day) then
    perform tell_officers(array[whom], on_day, false);
  end if;
end
$$;

reset role;
revoke create on schema public from aside_keeper;

grant update (set_aside) on "case" to aside_desk, aside_reporter;
alter table "case" add constraint case_danger_stays check (not set_aside or category <> 'safety');
