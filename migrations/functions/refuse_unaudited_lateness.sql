-- That a case ended late is in the ledger, where it stays when the case is shredded: at once, or when the day is over.
drop trigger if exists lateness_is_audited on "case";
set local role aside_keeper;

create or replace function refuse_unaudited_lateness() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if ended_late(new.id) and not is_audited_late(ledger_ref(new.id)) then
    raise exception using errcode = 'AS001', message = 'case: that it ended late is written in the ledger';
  end if;
  return null;
end
$$;

revoke execute on function refuse_unaudited_lateness from public;

create constraint trigger lateness_is_audited after update on "case" deferrable initially deferred
for each row when (
  current_user in ('aside_desk', 'aside_reporter')
  and new.closed_on is not null and new.outcome = 'late' and new.responded_on is null
  and (old.closed_on is null or old.outcome is distinct from 'late' or old.responded_on is not null)
) execute function refuse_unaudited_lateness();

reset role;
