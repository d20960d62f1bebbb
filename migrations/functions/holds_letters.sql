-- Were the letters of what waited stored in this transaction, in this case, with the bytes that were let in?
set local role aside_keeper;

create or replace function holds_letters(at_case text, body bytea) returns boolean
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select not exists (
    select from jsonb_array_elements(convert_from(body, 'UTF8')::jsonb -> 'letters') l
    where not exists (
      select from message m join envelope e on e.case_id = m.case_id and e.message_id = m.id
      where m.case_id = at_case and m.id = l ->> 'id' and m.xmin = pg_current_xact_id()::xid
        and e.data = decode(
          translate(l ->> 'data', '-_', '+/') || repeat('=', (4 - length(l ->> 'data') % 4) % 4), 'base64'
        )
    )
  )
$$;

revoke execute on function holds_letters from public;

reset role;
