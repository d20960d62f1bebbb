-- Whoever is kept out of a case before the full hour is not told of it any more (docs/threat-model.md, T-106): a row of the
-- outbox says of which cases it tells, in words that only the keeper can read.
ALTER TABLE "outbox" ADD COLUMN "causes" "bytea"[] DEFAULT '{}' NOT NULL;
grant update (causes) on outbox to aside_keeper;

-- Their arguments changed: the cases stand beside the officers.
drop function if exists notify_officers(text[], date, boolean);
drop function if exists notify_officers_once(text[], date);
