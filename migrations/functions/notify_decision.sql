-- Of the decision about a name: whoever reads the case now.
set local role aside_keeper;

create or replace function notify_decision() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform notify_officers(
    array_agg(r.officer), array_agg(r.case_id), new.decided_on, false
  ) from reader r join "case" c on c.id = r.case_id cross join roster_offices() w (offices)
  where r.case_id = new.case_id and r.until is null and works_at(w.offices, r.officer, c.office);
  return null;
end
$$;

revoke execute on function notify_decision from public;

create or replace trigger decision_notifies_readers after update on identity_request
for each row when (old.decision is null and new.decision is not null) execute function notify_decision();

reset role;
