-- The only way an envelope goes: the whole case, its keys first, with its files, with what of its person still waits
-- for the release, and a row that says so. What stays is an office, a day, a count and how the first answer came; lines
-- of the ledger keep a reference that belongs to nothing any more.
set local role aside_keeper;

create or replace function shred_case(wanted text, line_ref text, on_day date, reason text, ended text default null) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into shred (ref, office, day, letters, reason, outcome)
  select line_ref, c.office, on_day, (select count(*) from message m where m.case_id = c.id), reason,
    coalesce(ended, case when c.outcome = 'late' and c.responded_on is null then 'ended_late' else coalesce(c.outcome, 'none') end)
  from "case" c where c.id = wanted;
  if not found then
    return;
  end if;
  delete from identity_request where case_id = wanted;
  delete from upload where case_id = wanted;
  delete from delayed_inbox l using receipt r where r.case_id = wanted and l.lookup = r.lookup;
  delete from attachment_piece where case_id = wanted;
  delete from attachment where case_id = wanted;
  delete from message_key where case_id = wanted;
  delete from envelope where case_id = wanted;
  -- Late, because no duty tells anybody meanwhile; and before the key by which a notification knows its case.
  perform drop_notifications(wanted, '{}');
  delete from erasure where case_id = wanted;
  delete from receipt where case_id = wanted;
  delete from case_key where case_id = wanted;
  delete from message where case_id = wanted;
  delete from event where case_id = wanted;
  delete from consent where case_id = wanted;
  delete from exclusion where case_id = wanted;
  delete from case_label where case_id = wanted;
  delete from case_leaf where case_id = wanted;
  delete from read_mark where case_id = wanted;
  delete from reader where case_id = wanted;
  delete from "case" where id = wanted;
end
$$;

revoke execute on function shred_case from public;

reset role;
