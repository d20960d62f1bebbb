-- The requests that this custodian may decide: of open cases, where he holds a half of the name. A reference and a
-- reason, nothing that was written.
set local role aside_keeper;

create or replace function names_to_disclose()
returns table (id text, reference text, office text, zone text, asked_on date, reason text, officer text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.id, c.reference, c.office, c.zone, i.asked_on, i.reason, i.officer
  from identity_request i join "case" c on c.id = i.case_id
  where i.decision is null and c.closed_on is null and holds_half(i.case_id, i.message_id)
  order by i.asked_on, c.reference
$$;

revoke execute on function names_to_disclose from public;
grant execute on function names_to_disclose to aside_desk;

reset role;
