-- Does the ledger say already that it ended late, or will it when the day is over? It says so once of a case.
set local role aside_keeper;

create or replace function is_audited_late(of_ref text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from ledger l where l.ref = of_ref and l.act like '%.late')
    or exists (select from pending_ledger_line w where w.ref = of_ref and w.act like '%.late')
$$;

revoke execute on function is_audited_late from public;

reset role;
