-- What was done to this case in this transaction.
set local role aside_keeper;

create or replace function acts_of_transaction(wanted text) returns text[]
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(e.act), '{}') from event e
  where e.case_id = wanted and e.xmin = pg_current_xact_id()::xid
$$;

revoke execute on function acts_of_transaction from public;

reset role;
