-- What must never change is refused here, whoever asks: the server, its roles, and its owner by mistake.

create function refuse() returns trigger language plpgsql as $$
begin
  raise exception using errcode = 'AS001', message = format('%s: %s', tg_table_name, tg_argv[0]);
end
$$;
revoke execute on function refuse() from public;

-- An envelope is evidence. Nobody, including us, edits one after it was received.
create trigger envelope_is_final before update on envelope
for each row execute function refuse('an envelope is final');
-- It goes only together with a line that says so: `shred_case` writes both in one transaction.
create trigger envelope_is_shredded before delete on envelope
for each row when (current_user <> 'aside_keeper') execute function refuse('an envelope goes only by shredding');
-- Ciphertext does not compress: not trying saves the time.
alter table envelope alter column data set storage external;

-- A key packet belongs to one letter and one reader; for somebody else another one is made.
create trigger message_key_is_final before update on message_key
for each row execute function refuse('a key packet is final');
create trigger message_key_is_shredded before delete on message_key
for each row when (current_user <> 'aside_keeper') execute function refuse('a key packet goes only by shredding');

-- A letter's place is written inside its seal too: moved rows would be found, so there is no honest reason to move one.
create trigger message_stays before update on message
for each row execute function refuse('a letter stays in its place');
create trigger message_is_shredded before delete on message
for each row when (current_user <> 'aside_keeper') execute function refuse('a letter goes only by shredding');

-- The clock is counted from events: whoever edits one edits whether the office kept its promise.
create trigger event_is_final before update on event
for each row execute function refuse('what happened, happened');
create trigger event_is_shredded before delete on event
for each row when (current_user <> 'aside_keeper') execute function refuse('what happened, happened');

-- Which case it is, how it came and on which day are the promise made to the person. A wrong day is corrected by an
-- event that everybody sees. The instant may be forgotten, never changed: it is kept only while hours count.
create trigger case_stays before update on "case"
for each row when (
  new.id is distinct from old.id
  or new.reference is distinct from old.reference
  or new.door is distinct from old.door
  or new.received_on is distinct from old.received_on
  or new.policy is distinct from old.policy
  or new.reporter_certificate is distinct from old.reporter_certificate
  or (new.received_at is not null and new.received_at is distinct from old.received_at)
) execute function refuse('reference, door, received day and promise stay');
create trigger case_is_shredded before delete on "case"
for each row when (current_user <> 'aside_keeper') execute function refuse('a case goes only by shredding');

-- Being a reader can end; that somebody was one cannot be undone.
create trigger reader_stays before update on reader
for each row when (
  new.case_id is distinct from old.case_id
  or new.officer is distinct from old.officer
  or new.since is distinct from old.since
  or new.why is distinct from old.why
  or old.until is not null
) execute function refuse('who was a reader, was one');
create trigger reader_is_shredded before delete on reader
for each row when (current_user <> 'aside_keeper') execute function refuse('who was a reader, was one');

-- Who is kept out stays kept out.
create trigger exclusion_stays before update on exclusion
for each row execute function refuse('who is kept out stays out');
create trigger exclusion_is_shredded before delete on exclusion
for each row when (current_user <> 'aside_keeper') execute function refuse('who is kept out stays out');

-- What a person agreed to is never rewritten: a change of mind is another row.
create trigger consent_is_final before update on consent
for each row execute function refuse('a consent is final');
create trigger consent_is_shredded before delete on consent
for each row when (current_user <> 'aside_keeper') execute function refuse('a consent is final');

-- A nonce that was used stays used: a copy of an old card would otherwise file a second case.
create trigger spent_stays before update on spent
for each row execute function refuse('what is spent stays spent');
create trigger spent_is_kept before delete on spent
for each row when (current_user <> 'aside_keeper') execute function refuse('what is spent stays spent');

-- The ledger is only ever added to; not even shredding takes a line out of it.
create trigger ledger_is_final before update or delete on ledger
for each row execute function refuse('the ledger is only added to');
create trigger shred_is_final before update or delete on shred
for each row execute function refuse('what was shredded stays told');
-- Acts that wait for the chain leave only into it.
create trigger ledger_waiting_is_final before update on ledger_waiting
for each row execute function refuse('the ledger is only added to');
create trigger ledger_waiting_is_chained before delete on ledger_waiting
for each row when (current_user <> 'aside_keeper') execute function refuse('the ledger is only added to');

-- What was published was seen: another snapshot follows it, nothing replaces it.
create trigger directory_is_final before update or delete on directory
for each row execute function refuse('the directory is only added to');
-- What was promised under a hash must be provable later.
create trigger policy_is_final before update or delete on policy
for each row execute function refuse('a policy that was shown is kept');
-- A demo's database never becomes production's, nor the other way.
create trigger mark_is_final before update or delete on mark
for each row execute function refuse('the mark is for ever');

-- Emptying a table at once goes by row triggers, so it has its own.
do $$
declare
  kept text;
begin
  foreach kept in array array[
    'envelope', 'message_key', 'message', 'event', 'case', 'reader', 'exclusion', 'consent', 'receipt', 'case_key',
    'spent', 'ledger', 'ledger_waiting', 'shred', 'directory', 'policy', 'mark'
  ] loop
    execute format(
      'create trigger %I before truncate on %I for each statement execute function refuse(%L)',
      kept || '_is_not_emptied', kept, 'nobody empties this'
    );
  end loop;
end
$$;
