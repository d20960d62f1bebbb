-- Time shreds, and the ledger says it of the same case: of one that is still to be erased by the database's own count,
-- once nobody else acts on it. First the case, then what waits, then the ledger, as everybody: two who went otherwise
-- would wait for each other.
set local role aside_keeper;

create or replace function erase_case(wanted text, on_day date, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  ref text;
begin
  perform from "case" c where c.id = wanted for update;
  if reason is distinct from 'settled'
    or wanted not in (select due.id from ombudsman_cases_to_erase('infinity') as due (id))
  then
    return false;
  end if;
  ref := ledger_ref(wanted);
  perform append_ledger(on_day, null, 'duty', null, 'shredded', ref);
  perform shred_case(wanted, ref, on_day, reason);
  return true;
end
$$;

revoke execute on function erase_case from public;
grant execute on function erase_case to aside_duty;

reset role;
