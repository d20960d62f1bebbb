-- Does this custodian hold a half of the name in this letter? Of what was taken back nobody does.
set local role aside_keeper;

create or replace function holds_half(wanted text, message text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select not awaits_erasure(wanted) and exists (
    select from custodian c join message_key k on k.reader = c.person
    where c.person = this_officer() and c.until is null
      and k.role = 'custodian' and k.case_id = wanted and k.message_id = message
  )
$$;

revoke execute on function holds_half from public;

reset role;
