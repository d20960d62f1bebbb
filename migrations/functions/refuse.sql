-- What a table refuses whoever asks, with the reason. A trigger names the reason; this raises it.
create or replace function refuse() returns trigger language plpgsql as $$
begin
  raise exception using errcode = 'AS001', message = format('%s: %s', tg_table_name, tg_argv[0]);
end
$$;

revoke execute on function refuse from public;

-- An envelope is evidence. Nobody, including us, edits one after it was received.
create or replace trigger envelope_is_final before update on envelope
for each row execute function refuse('an envelope is final');

-- It goes only together with a line that says so: `shred_case` writes both in one transaction.
create or replace trigger envelope_is_shredded before delete on envelope
for each row when (current_user <> 'aside_keeper') execute function refuse('an envelope goes only by shredding');

-- A key packet belongs to one letter and one reader; for somebody else another one is made.
create or replace trigger message_key_is_final before update on message_key
for each row execute function refuse('a key packet is final');
create or replace trigger message_key_is_shredded before delete on message_key
for each row when (current_user <> 'aside_keeper') execute function refuse('a key packet goes only by shredding');

-- What a row shows of a case is what its person sealed for it.
create or replace trigger case_label_is_final before update on case_label
for each row execute function refuse('a label is final');
create or replace trigger case_label_is_shredded before delete on case_label
for each row when (current_user <> 'aside_keeper') execute function refuse('a label goes only by shredding');

-- A letter's position is written inside its seal too: moved rows would be found, so there is no honest reason to move
-- one.
create or replace trigger message_stays before update on message
for each row execute function refuse('a letter stays in its place');
create or replace trigger message_is_shredded before delete on message
for each row when (current_user <> 'aside_keeper') execute function refuse('a letter goes only by shredding');

-- The clock is counted from events: whoever edits one edits whether the office kept its promise.
create or replace trigger event_is_final before update on event
for each row execute function refuse('what happened, happened');
create or replace trigger event_is_shredded before delete on event
for each row when (current_user <> 'aside_keeper') execute function refuse('what happened, happened');

-- Which case it is, how it came and on which day are the promise made to the person. A wrong day is corrected by an
-- event that everybody sees. The instant may be forgotten, never changed: it is kept only while hours count.
create or replace trigger case_stays before update on "case"
for each row when (
  new.id is distinct from old.id
  or new.reference is distinct from old.reference
  or new.channel is distinct from old.channel
  or new.received_on is distinct from old.received_on
  or new.policy is distinct from old.policy
  or new.reporter_certificate is distinct from old.reporter_certificate
  or (new.received_at is not null and new.received_at is distinct from old.received_at)
) execute function refuse('reference, channel, received day and promise stay');
create or replace trigger case_is_shredded before delete on "case"
for each row when (current_user <> 'aside_keeper') execute function refuse('a case goes only by shredding');

-- Being a reader can end; that somebody was one cannot be undone. `-infinity`: of a case that its person took back, and
-- may give back.
create or replace trigger reader_stays before update on reader
for each row when (
  new.case_id is distinct from old.case_id
  or new.officer is distinct from old.officer
  or new.since is distinct from old.since
  or new.reason is distinct from old.reason
  or old.until <> '-infinity'
) execute function refuse('who was a reader, was one');
create or replace trigger reader_is_shredded before delete on reader
for each row when (current_user <> 'aside_keeper') execute function refuse('who was a reader, was one');

-- Who is kept out stays kept out.
create or replace trigger exclusion_stays before update on exclusion
for each row execute function refuse('who is kept out stays out');
create or replace trigger exclusion_is_shredded before delete on exclusion
for each row when (current_user <> 'aside_keeper') execute function refuse('who is kept out stays out');

-- What a person agreed to is never rewritten: a change of mind is another row.
create or replace trigger consent_is_final before update on consent
for each row execute function refuse('a consent is final');
create or replace trigger consent_is_shredded before delete on consent
for each row when (current_user <> 'aside_keeper') execute function refuse('a consent is final');

-- A nonce that was used stays used: a copy of an old card would otherwise file a second case.
create or replace trigger idempotency_key_stays before update on idempotency_key
for each row execute function refuse('what is used stays used');
create or replace trigger idempotency_key_is_kept before delete on idempotency_key
for each row when (current_user <> 'aside_keeper') execute function refuse('what is used stays used');

-- The ledger is only ever added to; not even shredding takes a line out of it.
create or replace trigger ledger_is_final before update or delete on ledger
for each row execute function refuse('the ledger is only added to');
create or replace trigger shred_is_final before update or delete on shred
for each row execute function refuse('what was shredded stays told');

-- Acts that wait for the chain leave only into it.
create or replace trigger pending_ledger_line_is_final before update on pending_ledger_line
for each row execute function refuse('the ledger is only added to');
create or replace trigger pending_ledger_line_is_chained before delete on pending_ledger_line
for each row when (current_user <> 'aside_keeper') execute function refuse('the ledger is only added to');

-- What was published was seen: another snapshot follows it, nothing replaces it.
create or replace trigger directory_is_final before update or delete on directory
for each row execute function refuse('the directory is only added to');

-- What was promised under a hash must be provable later.
create or replace trigger policy_is_final before update or delete on policy
for each row execute function refuse('a policy that was shown is kept');

-- A demo's database never becomes production's, nor the other way.
create or replace trigger environment_marker_is_final before update or delete on environment_marker
for each row execute function refuse('the mark is for ever');

-- Emptying a table at once goes by row triggers, so it has its own.
create or replace trigger case_label_is_not_emptied before truncate on case_label
for each statement execute function refuse('nobody empties this');
create or replace trigger envelope_is_not_emptied before truncate on envelope
for each statement execute function refuse('nobody empties this');
create or replace trigger message_key_is_not_emptied before truncate on message_key
for each statement execute function refuse('nobody empties this');
create or replace trigger message_is_not_emptied before truncate on message
for each statement execute function refuse('nobody empties this');
create or replace trigger event_is_not_emptied before truncate on event
for each statement execute function refuse('nobody empties this');
create or replace trigger case_is_not_emptied before truncate on "case"
for each statement execute function refuse('nobody empties this');
create or replace trigger reader_is_not_emptied before truncate on reader
for each statement execute function refuse('nobody empties this');
create or replace trigger exclusion_is_not_emptied before truncate on exclusion
for each statement execute function refuse('nobody empties this');
create or replace trigger consent_is_not_emptied before truncate on consent
for each statement execute function refuse('nobody empties this');
create or replace trigger receipt_is_not_emptied before truncate on receipt
for each statement execute function refuse('nobody empties this');
create or replace trigger case_key_is_not_emptied before truncate on case_key
for each statement execute function refuse('nobody empties this');
create or replace trigger idempotency_key_is_not_emptied before truncate on idempotency_key
for each statement execute function refuse('nobody empties this');
create or replace trigger ledger_is_not_emptied before truncate on ledger
for each statement execute function refuse('nobody empties this');
create or replace trigger pending_ledger_line_is_not_emptied before truncate on pending_ledger_line
for each statement execute function refuse('nobody empties this');
create or replace trigger shred_is_not_emptied before truncate on shred
for each statement execute function refuse('nobody empties this');
create or replace trigger directory_is_not_emptied before truncate on directory
for each statement execute function refuse('nobody empties this');
create or replace trigger policy_is_not_emptied before truncate on policy
for each statement execute function refuse('nobody empties this');
create or replace trigger environment_marker_is_not_emptied before truncate on environment_marker
for each statement execute function refuse('nobody empties this');

-- Being a custodian can end; that somebody was one cannot be undone.
create or replace trigger custodian_stays before delete on custodian
for each row execute function refuse('who was a custodian, was one');

-- What was asked about a name, and how it was decided, is seen by everybody who reads the case.
create or replace trigger identity_request_is_decided_once before update on identity_request
for each row when (
  old.decision is not null
  or new.id is distinct from old.id
  or new.case_id is distinct from old.case_id
  or new.message_id is distinct from old.message_id
  or new.officer is distinct from old.officer
  or new.reason is distinct from old.reason
  or new.asked_on is distinct from old.asked_on
) execute function refuse('what was asked and decided stays');
create or replace trigger identity_request_is_shredded before delete on identity_request
for each row when (current_user <> 'aside_keeper') execute function refuse('what was asked and decided stays');

-- She may say more of who she is; nobody can make it less, and call a name that was given not given.
create or replace trigger case_identity_only_grows before update of identity on "case"
for each row when (
  new.identity is distinct from old.identity and old.identity <> 'not_told' and new.identity <> 'named'
) execute function refuse('who said who she is, said it');

-- What waits for its release stays as it came, and goes by it or by its person.
create or replace trigger delayed_inbox_stays before update on delayed_inbox
for each row when (
  new.id is distinct from old.id
  or new.office is distinct from old.office
  or new.day is distinct from old.day
  or new.lookup is distinct from old.lookup
  or new.n is distinct from old.n
  or new.act is distinct from old.act
) execute function refuse('what waits, waits in its place');
create or replace trigger delayed_inbox_waits before delete on delayed_inbox
for each row when (current_user not in ('aside_keeper', 'aside_reporter')) execute function refuse('what waits is released');
create or replace trigger delayed_inbox_is_not_emptied before truncate on delayed_inbox
for each statement when (current_user <> 'aside_keeper') execute function refuse('nobody empties this');

-- An attachment is evidence. Nobody, including us, edits one after it was received.
create or replace trigger attachment_is_final before update on attachment
for each row execute function refuse('an attachment is final');
create or replace trigger attachment_is_shredded before delete on attachment
for each row when (current_user <> 'aside_keeper') execute function refuse('an attachment goes only by shredding');
create or replace trigger attachment_piece_is_final before update on attachment_piece
for each row execute function refuse('an attachment is final');
create or replace trigger attachment_piece_is_shredded before delete on attachment_piece
for each row when (current_user <> 'aside_keeper') execute function refuse('an attachment goes only by shredding');
create or replace trigger attachment_is_not_emptied before truncate on attachment
for each statement execute function refuse('nobody empties this');
create or replace trigger attachment_piece_is_not_emptied before truncate on attachment_piece
for each statement execute function refuse('nobody empties this');

-- What was sent of a file is not written over, and a file that a letter named belongs to no other letter.
create or replace trigger upload_piece_is_final before update on upload_piece
for each row execute function refuse('what was sent of a file stays');
create or replace trigger upload_stays before update on upload
for each row when (
  new.id is distinct from old.id or new.size is distinct from old.size or new.day is distinct from old.day
  or old.message_id is not null
) execute function refuse('a file belongs to one letter');

-- A link counts for the office and the days it was given for.
create or replace trigger office_link_is_final before update on office_link
for each row execute function refuse('a link stays as it was given');
create or replace trigger office_link_goes_when_expired before delete on office_link
for each row when (current_user <> 'aside_keeper') execute function refuse('a link goes when its days are over');

-- Public halves of the keys that sign acknowledgements. Somebody may hold one for ten years: what was published stays
-- as it was published, whoever asks.
create or replace trigger filing_key_is_final before update or delete on filing_key
for each row execute function refuse('a published key stays');
create or replace trigger filing_keys_stay before truncate on filing_key
for each statement execute function refuse('a published key stays');

-- What was promised stays; and where hours were, the instant that they are counted from is not forgotten.
create or replace trigger case_keeps_promise before update on "case"
for each row when (
  new.reply_days is distinct from old.reply_days
  or new.reply_hours is distinct from old.reply_hours
  or new.triage_hours is distinct from old.triage_hours
  or new.zone is distinct from old.zone
  or (old.reply_hours is not null and new.received_at is distinct from old.received_at)
) execute function refuse('what was promised stays');

-- Time alone lets a question lapse, and moves no clock: whatever else of a case changes is somebody's act.
create or replace trigger case_lapses before update on "case"
for each row when (current_user = 'aside_duty' and (old.state <> 'waiting' or new.state <> 'lapsed'))
execute function refuse('time alone lets a question lapse, and nothing else');

-- What an officer fetched or opened stays fetched and opened, and nothing is opened that was not fetched.
create or replace trigger read_mark_only_grows before update on read_mark
for each row when (new.n < old.n or new.opened < old.opened) execute function refuse('what was fetched, was fetched');
create or replace trigger read_mark_is_fetched before insert or update on read_mark
for each row when (new.opened > new.n) execute function refuse('nothing is opened that was not fetched');
