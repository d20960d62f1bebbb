-- A custodian fetched his half of a name.
set local role aside_keeper;

create or replace function audit_name_fetch(request text, at_instant timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  found_in record;
begin
  select n.case_id, c.zone into found_in from name_to_disclose(request) n join "case" c on c.id = n.case_id;
  if found_in is null or at_instant is null then
    raise exception using errcode = '42501', message = 'ledger: who fetches a name holds half of it';
  end if;
  perform append_ledger(
    (at_instant at time zone found_in.zone)::date, at_instant, 'custodian', this_officer(), 'name_fetched',
    ledger_ref(found_in.case_id)
  );
end
$$;

revoke execute on function audit_name_fetch from public;
grant execute on function audit_name_fetch to aside_desk;

reset role;
