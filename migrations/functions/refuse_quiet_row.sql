-- What was done and what it brings (`rows_by_act`) are written together: a letter, a consent and a request for a name
-- with an act of their day, which the ledger names, and an act with exactly what it says. A letter has its words, and
-- one to the person a key for her. Looked at when the transaction ends, because the act is written after them. What is
-- written in a part of a transaction (a savepoint) would not be seen here, so nothing is.
drop trigger if exists event_brings_rows on event;
drop trigger if exists message_comes_with_act on message;
drop trigger if exists consent_comes_with_act on consent;
drop trigger if exists identity_request_comes_with_act on identity_request;
set local role aside_keeper;

create or replace function refuse_quiet_row() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  written xid := pg_current_xact_id()::xid;
  of_row date := coalesce(to_jsonb(new) ->> 'day', to_jsonb(new) ->> 'asked_on');
  whole boolean;
begin
  if tg_table_name = 'event' then
    select e.xmin = written
      and not exists (select from unmatched_cases(array[new.case_id], written))
      and (new.act <> 'named' or c.identity <> 'not_told')
      and (new.act <> 'reopened'
        or acts_of_transaction(new.case_id) && array['added', 'named', 'consented', 'declined'])
    into whole
    from event e join "case" c on c.id = e.case_id where e.case_id = new.case_id and e.n = new.n;
    -- The case went in the same transaction.
    if not found then
      return null;
    end if;
  elsif tg_table_name = 'message' then
    select m.xmin = written
      and exists (select from envelope v where v.case_id = m.case_id and v.message_id = m.id)
      and (m.dir <> 'o>r' or exists (
        select from message_key k where k.case_id = m.case_id and k.message_id = m.id and k.role = 'reporter'
      ))
    into whole from message m where m.case_id = new.case_id and m.id = new.id;
  elsif tg_table_name = 'consent' then
    select c.xmin = written into whole from consent c where c.case_id = new.case_id and c.n = new.n;
  else
    select i.xmin = written into whole from identity_request i where i.id = new.id;
  end if;
  if whole is not true or not exists (
    select from event e where e.case_id = new.case_id and e.xmin = written and e.day = of_row
  ) then
    raise exception using errcode = 'AS001',
      message = format('%s: an act and what it brings come together', tg_table_name);
  end if;
  return null;
end
$$;

revoke execute on function refuse_quiet_row from public;

create constraint trigger event_brings_rows after insert on event deferrable initially deferred
for each row when (current_user in ('aside_desk', 'aside_reporter', 'aside_intake')) execute function refuse_quiet_row();
create constraint trigger message_comes_with_act after insert on message deferrable initially deferred
for each row when (current_user in ('aside_desk', 'aside_reporter', 'aside_intake')) execute function refuse_quiet_row();
create constraint trigger consent_comes_with_act after insert on consent deferrable initially deferred
for each row when (current_user in ('aside_reporter', 'aside_intake')) execute function refuse_quiet_row();
create constraint trigger identity_request_comes_with_act after insert on identity_request deferrable initially deferred
for each row when (current_user = 'aside_desk') execute function refuse_quiet_row();

reset role;
