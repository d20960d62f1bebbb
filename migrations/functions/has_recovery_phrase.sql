-- Has a case, of a receipt of this transaction, words for the page already?
set local role aside_keeper;

create or replace function has_recovery_phrase(wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from receipt r where r.case_id = wanted and r.lookup = any (these_lookups()))
    and exists (select from receipt r where r.case_id = wanted and r.kind = 'words')
$$;

revoke execute on function has_recovery_phrase from public;
grant execute on function has_recovery_phrase to aside_reporter;

reset role;
