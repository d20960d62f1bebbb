-- Time shreds, and the ledger says it of the same case.
set local role aside_keeper;

create or replace function erase_case(wanted text, on_day date, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  ref text;
begin
  perform from "case" c where c.id = wanted for update;
  ref := ledger_ref(wanted);
  if ref is null then
    return false;
  end if;
  perform append_ledger(on_day, null, 'duty', null, 'shredded', ref);
  perform shred_case(wanted, ref, on_day, reason);
  return true;
end
$$;

revoke execute on function erase_case from public;
grant execute on function erase_case to aside_duty;

reset role;
