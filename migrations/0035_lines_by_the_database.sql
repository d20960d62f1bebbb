-- What the desk and the duties did is written in the ledger by the database itself, which also says whom it names, of
-- which case and of which day (`functions/tell_event.sql` and its neighbours). Before, they wrote a line of their own
-- choice, and it was asked only whether there was one: a clock could be moved beside a line of another case.
drop trigger if exists event_is_told on event;
drop function refuse_untold;
set local role aside_keeper;
revoke execute on function append_ledger from aside_desk, aside_duty;
revoke execute on function shred_case from aside_duty;
reset role;

-- What an office does is an officer's, in her own name; what time does is one act. Nobody writes the others: a received
-- day is not corrected, and no case is referred, by any path of today.
create policy desk_acts on event as restrictive for insert to aside_desk
with check (
  actor = 'officer' and officer = this_officer() and corrects is null
  and act in (
    'acknowledged', 'asked', 'answered', 'closed', 'noted', 'consent_asked', 'identity_asked', 'set_aside', 'brought_back'
  )
);
create policy duty_acts on event as restrictive for insert to aside_duty
with check (
  actor = 'duty' and act = 'lapsed' and officer is null and reason is null and corrects is null and at is null
);
