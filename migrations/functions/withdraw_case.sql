-- Everything sealed of her case, its keys and the case. She is told that a count by office and month stays, so the
-- count is written with the first of the month, and that an answer was late by then, counted from what was done
-- (`outcome_if_ended`) and not in a transaction that did something else to it. Its line of the ledger is written here:
-- by then there is no act left that could say it.
set local role aside_keeper;

create or replace function withdraw_case(wanted text, on_day date, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  ref text := ledger_ref(wanted);
  at_zone text;
  ended text;
begin
  if not exists (select from receipt r where r.case_id = wanted and r.lookup = any (these_lookups())) then
    return false;
  end if;
  select c.zone into at_zone from "case" c where c.id = wanted and c.xmin <> pg_current_xact_id()::xid for update;
  if not found or acts_of_transaction(wanted) <> '{}' then
    raise exception using errcode = 'AS001', message = 'case: nothing else is done to what is taken back';
  end if;
  if reason not in ('settled', 'withdrawn') or not is_today_in(on_day, at_zone) then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart', message = 'case: it is taken back today, and so it is said';
  end if;
  -- A demo has days of its own: no instant of this clock is of them.
  ended := outcome_if_ended(wanted, on_day, case when abs((now() at time zone at_zone)::date - on_day) <= 1 then now() end);
  insert into pending_ledger_line (id, day, act, ref)
  values (
    uuid_send(gen_random_uuid()), on_day, reason || case when ended = 'ended_late' then '.late' else '' end, ref
  );
  perform shred_case(wanted, ref, date_trunc('month', on_day)::date, reason, ended);
  return true;
end
$$;

revoke execute on function withdraw_case from public;
grant execute on function withdraw_case to aside_reporter;

reset role;
