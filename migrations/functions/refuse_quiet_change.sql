-- A column of a case moves with an act that moves it, in the transaction of that act, which the ledger names: no login
-- changes one for a moment and back without a trace. Whether it moved to where it belongs is counted anew at night
-- (`src/db/cases/recount-deadlines.ts`).
set local role aside_keeper;

create or replace function refuse_quiet_change() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  done text[] := acts_of_transaction(new.id);
  letters text[] := array['added', 'named', 'consented', 'declined'];
  ends text[] := array['closed', 'settled', 'withdrawn'];
  asks text[] := array['asked', 'consent_asked'];
begin
  if (new.is_spam is distinct from old.is_spam
      and not done && (letters || ends || array['reopened', 'set_aside', 'brought_back']))
    or (new.identity is distinct from old.identity
      and (new.identity = 'not_told' or 'named' <> all (done)))
    or (new.acknowledged_on is distinct from old.acknowledged_on
      and (new.acknowledged_on is null or not done && (asks || array['acknowledged', 'answered'])))
    or (new.closed_on is distinct from old.closed_on and not done && (ends || 'reopened'::text))
    or (new.state is distinct from old.state
      and not done && (letters || ends || asks || array['acknowledged', 'answered', 'lapsed', 'reopened']))
    or ((new.due_on, new.due_at, new.paused_on, new.paused_days, new.responded_on, new.outcome)
        is distinct from (old.due_on, old.due_at, old.paused_on, old.paused_days, old.responded_on, old.outcome)
      and not done && (letters || ends || asks || array['answered', 'reopened']))
  then
    raise exception using errcode = 'AS001', message = 'case: it changes with what was done to it';
  end if;
  return new;
end
$$;

revoke execute on function refuse_quiet_change from public;

create or replace trigger case_changes_by_act before update on "case"
for each row when (current_user in ('aside_desk', 'aside_duty', 'aside_reporter'))
execute function refuse_quiet_change();

reset role;
