-- What each login could still move without a trace (docs/threat-model.md, T-102, T-103). The database writes the lines of
-- what a person did, as it writes those of officers and duties.
drop trigger if exists pending_ledger_line_is_of_its_day on pending_ledger_line;
drop trigger if exists pending_ledger_line_is_received on pending_ledger_line;
drop function if exists refuse_other_pending_days;
revoke insert on pending_ledger_line from aside_intake, aside_reporter;
grant insert on pending_ledger_line to aside_keeper;
drop policy reporter on case_key;
revoke select on case_key from aside_reporter;

-- Their arguments changed: what they are told is asked of the row and of the clock.
drop function if exists withdraw_case(text, text, date, text);
drop function if exists shred_case(text, text, date, text);
drop function if exists notify_due_dates(text[], date, date);

-- Of a new row no more than what it begins with.
revoke insert on delayed_inbox, idempotency_key from aside_intake;
grant insert (id, office, day, lookup, case_id, n, act, body) on delayed_inbox to aside_intake;
grant insert (nonce, day, content, case_ref) on idempotency_key to aside_intake;
revoke insert on delayed_inbox, idempotency_key from aside_reporter;
grant insert (id, office, day, lookup, n, act, body) on delayed_inbox to aside_reporter;
grant insert (nonce, day) on idempotency_key to aside_reporter;
alter policy intake on "case" with check (
  state = 'received' and paused_days = 0 and not is_spam and acknowledged_on is null and closed_on is null
  and responded_on is null and outcome is null and paused_on is null
);

-- What waits goes by being released: only of a case that is there.
alter policy reporter_ends on delayed_inbox using (
  act <> 'received' and lookup = any ((select these_lookups())::bytea[])
  and exists (select from receipt r where r.lookup = delayed_inbox.lookup)
);

revoke insert, update (n) on daily_count from aside_intake;
revoke select on office_link from aside_intake;
revoke select on session from aside_duty;
grant select (until) on session to aside_duty;
revoke insert, update on outbox from aside_duty;
grant update (attempt, retry_at) on outbox to aside_duty;
