-- Has a case, of a receipt of this transaction, words for the page already?
set local role aside_keeper;

create or replace function words_given(wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from receipt r where r.case_id = wanted and r.lookup = any (these_lookups()))
    and exists (select from receipt r where r.case_id = wanted and r.kind = 'words')
$$;

revoke execute on function words_given from public;
grant execute on function words_given to aside_reporter;

reset role;
