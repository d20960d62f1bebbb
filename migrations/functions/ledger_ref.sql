-- How the ledger speaks of a case; `src/db/ledger/case-reference.ts` says the same.
set local role aside_keeper;

create or replace function ledger_ref(wanted text) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select encode(hmac_sha256(k.key, convert_to('aside ledger 1', 'UTF8') || '\x00'::bytea || convert_to(wanted, 'UTF8')), 'hex')
  from case_key k where k.case_id = wanted
$$;

revoke execute on function ledger_ref from public;

reset role;
