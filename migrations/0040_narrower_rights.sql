-- Each login loses what it could do beyond its work: the duties moved the clock of any case and took a danger's minute; the
-- duties and the desk read keys by which lines of the ledger are tied to cases, though the database writes those now.
revoke update (acknowledged_on, closed_on, due_at, due_on, outcome, paused_days, paused_on, received_at, responded_on)
on "case" from aside_duty;
grant update (acknowledged_on, closed_on, due_at, due_on, outcome, paused_days, paused_on, received_at, responded_on)
on "case" to aside_keeper;
drop policy desk on case_key;
drop policy duty on case_key;
revoke select on case_key from aside_desk, aside_duty;

-- What the ledger asks of a line is asked when it begins to wait: one that could not be chained kept all others from it.
-- And a day is counted in a zone that there is. Not of rows from before: whatever they are, a migration stops at none.
alter table "case" add constraint case_zone
check (zone ~ '^([A-Za-z_]+(/[A-Za-z_-]+){0,2}|Etc/GMT([+](1[0-2]|[0-9])|-(1[0-4]|[0-9])))$') not valid;
alter table pending_ledger_line add constraint pending_ledger_line_plain_act check (act ~ '^[a-z_.]{1,64}$') not valid;
alter table pending_ledger_line add constraint pending_ledger_line_plain_ref check (ref ~ '^[0-9a-f]{64}$') not valid;
