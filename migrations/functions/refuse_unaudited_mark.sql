-- Whoever fetched what is there is named by the ledger: by the fetching, or by what was done in the same transaction.
-- It is looked at when that ends, after the lines of what was done (`audit_event`).
drop trigger if exists read_mark_is_audited on read_mark;
set local role aside_keeper;

create or replace function refuse_unaudited_mark() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (
    select from ledger l where l.ref = ledger_ref(new.case_id) and l.officer = new.officer
      and l.xmin = pg_current_xact_id()::xid
  ) or new.n > (select max(m.n) from message m where m.case_id = new.case_id) then
    raise exception using errcode = 'AS001', message = 'read_mark: who fetched is named by the ledger';
  end if;
  return null;
end
$$;

revoke execute on function refuse_unaudited_mark from public;

create constraint trigger read_mark_is_audited after insert or update of n on read_mark deferrable initially deferred
for each row execute function refuse_unaudited_mark();

reset role;
