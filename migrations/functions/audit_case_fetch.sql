-- An officer fetched a case that she reads.
set local role aside_keeper;

create or replace function audit_case_fetch(wanted text, at_instant timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  at_zone text;
begin
  select c.zone into at_zone from "case" c join reader r on r.case_id = c.id
  where c.id = wanted and r.officer = this_officer() and r.until is null;
  if at_zone is null or at_instant is null then
    raise exception using errcode = '42501', message = 'ledger: who fetches a case reads it';
  end if;
  perform append_ledger(
    (at_instant at time zone at_zone)::date, at_instant, 'officer', this_officer(), 'fetched', ledger_ref(wanted)
  );
end
$$;

revoke execute on function audit_case_fetch from public;
grant execute on function audit_case_fetch to aside_desk;

reset role;
