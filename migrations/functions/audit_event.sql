-- What the desk and the duties did is written in the ledger by the same transaction: whoever could write the one without the
-- other, or choose the line, would move a clock quietly. At its end, when the clock is counted anew: an act that ended a
-- case late says so (and whoever has it run at once meets `refuse_unaudited_lateness`).
drop trigger if exists event_is_audited on event;
set local role aside_keeper;

create or replace function audit_event() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  ref text := ledger_ref(new.case_id);
begin
  if ref is null then
    raise exception using errcode = 'AS001', message = 'event: what is done is done to a case';
  end if;
  perform append_ledger(
    new.day, case when new.actor = 'officer' then coalesce(new.at, now()) end, new.actor, new.officer,
    new.act || case when ended_late(new.case_id) then '.late' else '' end, ref
  );
  return null;
end
$$;

revoke execute on function audit_event from public;

create constraint trigger event_is_audited after insert on event deferrable initially deferred
for each row when (current_user in ('aside_desk', 'aside_duty')) execute function audit_event();

reset role;
