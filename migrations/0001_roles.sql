-- Who does what in the database. The login of the server owns the tables and runs migrations; each pool takes one of
-- these roles when it connects and can do no more than it. `aside_keeper` is taken by nobody: it owns the few functions
-- that may do what no role may.
do $$
declare
  wanted text;
  newer boolean := current_setting('server_version_num')::int >= 160000;
begin
  foreach wanted in array array[
    'aside_intake', 'aside_reporter', 'aside_desk', 'aside_duty', 'aside_register', 'aside_keeper'
  ] loop
    begin
      execute format('create role %I nologin', wanted);
    exception when duplicate_object or unique_violation then
      null; -- Another database of this server has it already.
    end;
    -- To be taken, not inherited: what the server may do, it may do only after it has taken the role for it.
    if not pg_has_role(current_user, wanted, case when newer then 'set' else 'member' end) then
      execute format(
        'grant %I to %I %s', wanted, current_user, case when newer then 'with inherit false, set true' end
      );
    end if;
  end loop;
end
$$;

revoke create on schema public from public;
grant usage on schema public to aside_intake, aside_reporter, aside_desk, aside_duty, aside_register, aside_keeper;

-- Lets concerns in. Reads nothing but what tells it that a nonce or a place for a receipt is taken.
grant insert on
  "case", case_leaf, case_key, message, envelope, message_key, reader, receipt, exclusion, event, consent,
  ledger_waiting, spent, statistic
to aside_intake;
grant select (nonce) on spent to aside_intake;
grant select (lookup) on receipt to aside_intake;

-- The way back of one person: her cases by her receipts, her own key packets.
grant select on "case", case_leaf, case_key, message, envelope, message_key, reader, receipt, exclusion, event
to aside_reporter;
grant insert on message, envelope, message_key, event, ledger_waiting, spent to aside_reporter;
grant select (nonce) on spent to aside_reporter;
grant update (state, due_on, due_at, paused_on, paused_days, acknowledged_on, responded_on, outcome, closed_on)
on "case" to aside_reporter;

-- An officer at the desk: what she is a reader of. No receipts: the way back is not hers.
grant select on
  "case", case_leaf, case_key, message, envelope, message_key, reader, exclusion, event, consent, read_mark
to aside_desk;
grant insert on message, envelope, message_key, event, consent, read_mark to aside_desk;
grant update (n) on read_mark to aside_desk;
grant update (state, due_on, due_at, paused_on, paused_days, acknowledged_on, responded_on, outcome, closed_on)
on "case" to aside_desk;

-- What time does: dates and states. No ciphertext, no key, no receipt.
grant select (
  id, reference, office, category, door, received_on, received_at, reply_days, reply_hours, triage_hours, zone, state,
  due_on, due_at, paused_on, paused_days, acknowledged_on, responded_on, outcome, closed_on
) on "case" to aside_duty;
grant update (
  state, due_on, due_at, paused_on, paused_days, acknowledged_on, responded_on, outcome, closed_on, received_at
) on "case" to aside_duty;
grant select on case_key, event, reader, ledger, ledger_waiting, outbox, session, shred, statistic to aside_duty;
grant insert on event to aside_duty;
grant insert, update, delete on outbox to aside_duty;
grant delete on session to aside_duty;

-- Who can sign in, what is published, what the database is.
grant select, insert on person, membership, directory, policy, mark, session to aside_register;
grant update (issuer, subject) on person to aside_register;
grant update (until) on membership to aside_register;
grant delete on session to aside_register;
