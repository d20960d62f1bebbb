-- What was done is written in the ledger by the same transaction, whoever did it: whoever could write the one without
-- the other, or choose the line, would move a clock quietly. At its end, when the clock is counted anew: an act that
-- ended a case late says so, once (and whoever has it run at once meets `refuse_unaudited_lateness`). What a person did
-- waits for the day's end: chained at once it would tell the minute. Of a case that went meanwhile `withdraw_case`
-- wrote the line.
drop trigger if exists event_is_audited on event;
set local role aside_keeper;

create or replace function audit_event() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  ref text := ledger_ref(new.case_id);
  said text := new.act || case
    when new.act <> 'received' and ended_late(new.case_id) and not is_audited_late(ref) then '.late' else '' end;
begin
  if new.actor = 'reporter' and not exists (select from "case" c where c.id = new.case_id) then
    return null;
  end if;
  if ref is null then
    raise exception using errcode = 'AS001', message = 'event: what is done is done to a case';
  end if;
  if new.actor = 'reporter' then
    insert into pending_ledger_line (id, day, act, ref) values (uuid_send(gen_random_uuid()), new.day, said, ref);
  else
    perform append_ledger(
      new.day, case when new.actor = 'officer' then coalesce(new.at, now()) end, new.actor, new.officer, said, ref
    );
  end if;
  return null;
end
$$;

revoke execute on function audit_event from public;

create constraint trigger event_is_audited after insert on event deferrable initially deferred
for each row when (current_user in ('aside_desk', 'aside_duty', 'aside_intake', 'aside_reporter'))
execute function audit_event();

reset role;
