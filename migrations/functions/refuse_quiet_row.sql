-- A letter, a consent and a request for a name come with an act of their day, which the ledger names. Looked at when the
-- transaction ends, because the act is written after them.
drop trigger if exists message_comes_with_act on message;
drop trigger if exists consent_comes_with_act on consent;
drop trigger if exists identity_request_comes_with_act on identity_request;
set local role aside_keeper;

create or replace function refuse_quiet_row() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  of_row date := coalesce(to_jsonb(new) ->> 'day', to_jsonb(new) ->> 'asked_on');
begin
  if not exists (
    select from event e
    where e.case_id = new.case_id and e.xmin = pg_current_xact_id()::xid and e.act = any (tg_argv) and e.day = of_row
  ) then
    raise exception using errcode = 'AS001', message = format('%s: it comes with an act', tg_table_name);
  end if;
  return null;
end
$$;

revoke execute on function refuse_quiet_row from public;

create constraint trigger message_comes_with_act after insert on message deferrable initially deferred
for each row when (current_user in ('aside_desk', 'aside_reporter', 'aside_intake')) execute function refuse_quiet_row(
  'received', 'added', 'named', 'consented', 'declined', 'acknowledged', 'asked', 'answered', 'closed', 'noted', 'consent_asked'
);
create constraint trigger consent_comes_with_act after insert on consent deferrable initially deferred
for each row when (current_user in ('aside_reporter', 'aside_intake')) execute function refuse_quiet_row(
  'received', 'consented', 'declined'
);
create constraint trigger identity_request_comes_with_act after insert on identity_request deferrable initially deferred
for each row when (current_user = 'aside_desk') execute function refuse_quiet_row('identity_asked');

reset role;
