-- First step: her case is locked for everybody, at once. None of its readers is present any more, by which queue,
-- counts and messages go, none of its receipts finds it, and what was to be told of it is told to nobody. How its
-- first answer came by then is counted from what was done (`outcome_if_ended`) and not in a transaction that did
-- something else to it. The bytes go two days later (`erase_withdrawn`); until then she can undo it (`restore_case`).
set local role aside_keeper;

create or replace function withdraw_case(wanted text, on_day date, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  its record;
  ended text;
begin
  if not exists (select from receipt r where r.case_id = wanted and r.lookup = any (these_lookups())) then
    return false;
  end if;
  select c.zone, c.office into its from "case" c
  where c.id = wanted and c.xmin <> pg_current_xact_id()::xid for update;
  if not found or acts_of_transaction(wanted) <> '{}' then
    raise exception using errcode = 'AS001', message = 'case: nothing else is done to what is taken back';
  end if;
  if reason not in ('settled', 'withdrawn') or not is_today_in(on_day, its.zone) then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart', message = 'case: it is taken back today, and so it is said';
  end if;
  -- A demo has days of its own: no instant of this clock is of them.
  ended := outcome_if_ended(wanted, on_day, case when abs((now() at time zone its.zone)::date - on_day) <= 1 then now() end);
  lock table erasure in row exclusive mode;
  insert into erasure (lookup, case_id, id, office, zone, day, reason, outcome)
  select r.lookup, wanted, drawn.id, its.office, its.zone, on_day, withdraw_case.reason, ended
  from receipt r
    cross join (select translate(encode(uuid_send(gen_random_uuid()), 'base64'), '+/=', '-_') as id offset 0) drawn
  where r.case_id = wanted;
  update reader set until = '-infinity' where case_id = wanted and until is null;
  perform drop_notifications(wanted, '{}');
  return true;
end
$$;

revoke execute on function withdraw_case from public;
grant execute on function withdraw_case to aside_reporter;

reset role;
