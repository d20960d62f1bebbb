-- Closing, withdrawing and shredding are no answers: what was late stays late in every number (T-151).
ALTER TABLE "shred" ADD COLUMN "outcome" text;--> statement-breakpoint
CREATE INDEX "case_ended_late" ON "case" USING btree ("closed_on") WHERE "case"."outcome" = 'late' and "case"."responded_on" is null;--> statement-breakpoint
ALTER TABLE "shred" ADD CONSTRAINT "shred_outcome" CHECK ("shred"."outcome" in ('on_time', 'late', 'ended_late', 'none'));--> statement-breakpoint
grant create on schema public to aside_keeper;
set local role aside_keeper;

-- As before (0023), and what stays says how the first answer came.
create or replace function shred_case(wanted text, line_ref text, on_day date, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into shred (ref, office, day, letters, why, outcome)
  select line_ref, c.office, on_day, (select count(*) from message m where m.case_id = c.id), reason,
    case when c.outcome = 'late' and c.responded_on is null then 'ended_late' else coalesce(c.outcome, 'none') end
  from "case" c where c.id = wanted;
  if not found then
    return;
  end if;
  delete from identity_request where case_id = wanted;
  delete from upload where case_id = wanted;
  delete from letterbox l using receipt r where r.case_id = wanted and l.lookup = r.lookup;
  delete from attachment_piece where case_id = wanted;
  delete from attachment where case_id = wanted;
  delete from message_key where case_id = wanted;
  delete from envelope where case_id = wanted;
  delete from receipt where case_id = wanted;
  delete from case_key where case_id = wanted;
  delete from message where case_id = wanted;
  delete from event where case_id = wanted;
  delete from consent where case_id = wanted;
  delete from exclusion where case_id = wanted;
  delete from case_leaf where case_id = wanted;
  delete from read_mark where case_id = wanted;
  delete from reader where case_id = wanted;
  delete from "case" where id = wanted;
end
$$;

reset role;
revoke create on schema public from aside_keeper;

-- Cases that ended late before this. Where the clock was paused or the case came back, `aside ledger verify` names it.
set local role aside_duty;
update "case" c set outcome = 'late'
where c.closed_on > c.received_on + c.reply_days and c.reply_hours is null
  and c.outcome is null and c.responded_on is null
  and not exists (
    select from event e where e.case_id = c.id and e.act in ('asked', 'consent_asked', 'corrected', 'reopened')
  );
reset role;
