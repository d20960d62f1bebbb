-- Taking back, and keeping somebody out of a case that is already told. Both are hers alone: the functions below look
-- at the receipts this transaction holds, so whoever else takes the reporters' role finds nothing to shred or to close.

-- A custodian's requests belong to a case, so they go with it.
grant select, delete on identity_request to aside_keeper;
create policy shredding on identity_request to aside_keeper using (true);
grant insert on exclusion to aside_keeper;
grant execute on function these_lookups to aside_keeper;

grant create on schema public to aside_keeper;
set local role aside_keeper;

create or replace function shred_case(wanted text, line_ref text, on_day date, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into shred (ref, office, day, letters, why)
  select line_ref, c.office, on_day, (select count(*) from message m where m.case_id = c.id), reason
  from "case" c where c.id = wanted;
  if not found then
    return;
  end if;
  delete from identity_request where case_id = wanted;
  delete from message_key k using message m where m.id = k.message_id and m.case_id = wanted;
  delete from envelope e using message m where m.id = e.message_id and m.case_id = wanted;
  delete from receipt where case_id = wanted;
  delete from case_key where case_id = wanted;
  delete from message where case_id = wanted;
  delete from event where case_id = wanted;
  delete from consent where case_id = wanted;
  delete from exclusion where case_id = wanted;
  delete from case_leaf where case_id = wanted;
  delete from read_mark where case_id = wanted;
  delete from reader where case_id = wanted;
  delete from "case" where id = wanted;
end
$$;

-- Everything sealed of her case, its keys and the case. She is told that a count by office and month stays, so the
-- count is written with the first of the month.
create function take_back(wanted text, line_ref text, on_day date, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from receipt r where r.case_id = wanted and r.lookup = any (these_lookups())) then
    return false;
  end if;
  perform shred_case(wanted, line_ref, date_trunc('month', on_day)::date, reason);
  return true;
end
$$;

-- These readers read no more: their rows go, and the key packets made for them. The rows are deleted, not ended: an
-- ended one would say whom she fears. Only the tags stay, by which the server refuses them later without saying so.
-- A recovery key opens for people she could not choose among, so its packets go with the first exclusion.
-- Answers how many readers are left; nothing is done where that would be nobody.
create function keep_out(wanted text, officers text[], tags bytea[]) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  remaining integer;
begin
  if not exists (select from receipt r where r.case_id = wanted and r.lookup = any (these_lookups())) then
    return null;
  end if;
  select count(distinct r.officer)::int into remaining from reader r
  where r.case_id = wanted and r.until is null and r.officer <> all (officers);
  if remaining = 0 then
    return 0;
  end if;
  insert into exclusion (case_id, tag) select wanted, tag from unnest(tags) as tag on conflict do nothing;
  delete from identity_request i where i.case_id = wanted and i.officer = any (officers) and i.decision is null;
  delete from message_key k using message m
  where m.id = k.message_id and m.case_id = wanted
    and (k.role = 'recovery' or (k.role in ('officer', 'released') and k.reader = any (officers)));
  delete from read_mark r where r.case_id = wanted and r.officer = any (officers);
  delete from reader r where r.case_id = wanted and r.officer = any (officers);
  return remaining;
end
$$;

revoke execute on function take_back, keep_out from public;
grant execute on function take_back, keep_out to aside_reporter;

reset role;
revoke create on schema public from aside_keeper;
