-- The letterbox. What comes through the anonymous door is one row here until its office's daily release, and nobody but
-- the person sees it: no officer, no duty, and not the role that let it in. A release moves it act by act, each taken
-- and stored in one transaction, and in the name of the person: it looks by her receipt, and may do what she may.

-- Ciphertext does not compress: not trying saves the time.
alter table letterbox alter column body set storage external;

create trigger letterbox_stays before update on letterbox
for each row when (
  new.id is distinct from old.id
  or new.office is distinct from old.office
  or new.day is distinct from old.day
  or new.lookup is distinct from old.lookup
  or new.n is distinct from old.n
  or new.act is distinct from old.act
) execute function refuse('what waits, waits in its place');
create trigger letterbox_waits before delete on letterbox
for each row when (current_user not in ('aside_keeper', 'aside_reporter')) execute function refuse('what waits is released');
create trigger letterbox_is_not_emptied before truncate on letterbox
for each statement when (current_user <> 'aside_keeper') execute function refuse('nobody empties this');

alter table letterbox enable row level security;
alter table letterbox force row level security;
create policy keeper on letterbox to aside_keeper using (true) with check (true);

-- Whoever lets things in puts a first act in, and sees nothing of it afterwards.
grant insert on letterbox to aside_intake;
create policy intake on letterbox for insert to aside_intake with check (act = 'received' and n = 1);

-- The person, by what only she derives. To keep somebody out of what waits, it is written anew.
grant select, insert, delete, update (body) on letterbox to aside_reporter;
create policy reporter on letterbox for select to aside_reporter
using (lookup = any ((select these_lookups())::bytea[]));
create policy reporter_writes on letterbox for insert to aside_reporter
with check (act <> 'received' and n > 1 and lookup = any ((select these_lookups())::bytea[]));
create policy reporter_changes on letterbox for update to aside_reporter
using (lookup = any ((select these_lookups())::bytea[]));
create policy reporter_ends on letterbox for delete to aside_reporter
using (lookup = any ((select these_lookups())::bytea[]));

-- The duty sees that something waits, where and since which day. Not what.
grant select (id, office, day, lookup, n) on letterbox to aside_duty;
create policy duty on letterbox for select to aside_duty using (true);

-- How much came today, from everybody together. The days before are forgotten.
grant select, insert, update (n) on door_count to aside_intake;
grant select (day), delete on door_count to aside_duty;

-- A danger's minute is kept while nobody has taken it on, and on the anonymous doors not a moment longer.
create function forget_minute() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  new.received_at := null;
  return new;
end
$$;
revoke execute on function forget_minute() from public;
create trigger case_forgets_minute before update on "case"
for each row when (
  new.received_at is not null and new.reply_hours is null
  and new.door in ('page', 'staff_link', 'office_link')
  and (new.acknowledged_on is not null or new.closed_on is not null)
) execute function forget_minute();

grant select, insert, update, delete, truncate on letterbox to aside_keeper;
grant select on office_link to aside_keeper;

grant create on schema public to aside_keeper;
set local role aside_keeper;

-- Does a link that an office handed out still count, and at that office? Whose it was is not here.
create function link_counts(wanted bytea, at_office text, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from office_link l where l.hash = wanted and l.office = at_office and l.until >= on_day)
$$;

-- As `take_back` (0007), for what no office has seen yet: an office, a month and a count stay.
create function take_back_waiting(on_day date, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  letters text[];
  taken record;
begin
  select b.office into taken from letterbox b
  where b.lookup = any (these_lookups()) and b.act = 'received' for update;
  if not found then
    return false;
  end if;
  select array_agg(l ->> 'id') into letters
  from letterbox b, jsonb_array_elements(convert_from(b.body, 'UTF8')::jsonb -> 'letters') l
  where b.lookup = any (these_lookups());
  perform drop_uploads(letters);
  insert into shred (ref, office, day, letters, why)
  values (
    replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
    taken.office, date_trunc('month', on_day)::date, cardinality(letters), reason
  );
  delete from letterbox b where b.lookup = any (these_lookups());
  return true;
end
$$;

-- What a release leaves behind is written anew in the order of its ids, and the rest of the file is gone: neither place
-- nor transaction says in which order anything came. Not while somebody is at it, and not when it would take long.
create function settle_letterbox() returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  waiting letterbox[];
begin
  if pg_total_relation_size('letterbox') > 64 << 20 then
    return false;
  end if;
  begin
    lock table letterbox in access exclusive mode nowait;
  exception when lock_not_available then
    return false;
  end;
  select array_agg(l order by l.id) into waiting from letterbox l;
  truncate letterbox;
  insert into letterbox select w.* from unnest(waiting) as w;
  return true;
end
$$;

-- Told together: whoever has a notice waiting already is told with it, however many cases there are. One that failed is
-- tried when it is tried, and is no reason to be silent until then.
create function tell_once(officers text[], on_day date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select tell_officers(
    array(
      select a.officer from officer_address a
      where a.officer = any (officers)
        and not exists (select from outbox o where o.address = a.address and not o.urgent and o.attempt = 0)
    ), on_day, false
  )
$$;

-- Cases of the anonymous doors come to be here by the release, so their readers are told of all of them at once. Danger
-- that nobody has confirmed is told as from any other door.
create or replace function tell_new_readers() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  released text[] := array(
    select c.id from "case" c join joined r on r.case_id = c.id
    where c.door in ('page', 'staff_link', 'office_link')
      and not (c.category = 'safety' and c.acknowledged_on is null)
  );
begin
  perform tell_once(array_agg(r.officer), max(r.since))
  from joined r where r.until is null and r.case_id = any (released);
  perform tell_officers(array_agg(r.officer), max(r.since), c.category = 'safety' and c.acknowledged_on is null)
  from joined r join "case" c on c.id = r.case_id
  where r.until is null and c.id <> all (released)
  group by c.id, c.category, c.acknowledged_on;
  return null;
end
$$;

create or replace function tell_of_letters() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
begin
  for one in
    select l.day, array(select r.officer from reader r where r.case_id = c.id and r.until is null) as officers,
      c.category = 'safety' and c.acknowledged_on is null and c.closed_on is null as danger,
      c.door in ('page', 'staff_link', 'office_link') as released
    from arrived l join "case" c on c.id = l.case_id
    where l.dir = 'r>o' and not exists (select from arrived a where a.case_id = l.case_id and a.n = 1)
  loop
    if one.released and not one.danger then
      perform tell_once(one.officers, one.day);
    else
      perform tell_officers(one.officers, one.day, one.danger);
    end if;
  end loop;
  return null;
end
$$;

revoke execute on function link_counts, take_back_waiting, settle_letterbox, tell_once from public;
grant execute on function link_counts to aside_intake;
grant execute on function take_back_waiting to aside_reporter;
grant execute on function settle_letterbox to aside_duty;

reset role;
revoke create on schema public from aside_keeper;
