-- These readers read no more: their rows go, and the key packets made for them. The rows are deleted, not ended: an
-- ended one would say whom she fears. Only the tags stay, by which the server refuses them later without saying so.
-- What was still to be told of this case is told to nobody else than who stays (docs/threat-model.md, T-106).
-- A recovery key opens for people she could not choose among, so its packets go with the first exclusion.
-- Answers how many readers are left; nothing is done where that would be nobody.
set local role aside_keeper;

create or replace function exclude_readers(wanted text, officers text[], tags bytea[]) returns integer
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
  delete from message_key k
  where k.case_id = wanted
    and (k.role = 'recovery' or (k.role in ('officer', 'released') and k.reader = any (officers)));
  delete from case_label l where l.case_id = wanted and l.reader = any (officers);
  delete from read_mark r where r.case_id = wanted and r.officer = any (officers);
  delete from reader r where r.case_id = wanted and r.officer = any (officers);
  perform drop_notifications(wanted, array(
    select r.officer from reader r where r.case_id = wanted and r.until is null
    union all
    select k.reader from identity_request i
      join message_key k on k.case_id = i.case_id and k.message_id = i.message_id and k.role = 'custodian'
    where i.case_id = wanted and i.decision is null
  ));
  return remaining;
end
$$;

revoke execute on function exclude_readers from public;
grant execute on function exclude_readers to aside_reporter;

reset role;
