-- What waits of a person goes by being stored: in the transaction of its act, which the ledger names, and with the very
-- letters that were let in: an end of hers too where the office closed before. Looked at when the transaction ends. Of
-- a case that went meanwhile `withdraw_case` wrote the line.
drop trigger if exists delayed_inbox_goes_with_act on delayed_inbox;
set local role aside_keeper;

create or replace function refuse_lost_act() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  its text := (select r.case_id from receipt r where r.lookup = old.lookup);
  done text[] := acts_of_transaction(its);
begin
  if its is null then
    return null;
  end if;
  if not (
    old.act = any (done)
    or (old.act in ('consented', 'declined') and 'added' = any (done))
  ) or not holds_letters(its, old.body) then
    raise exception using errcode = 'AS001', message = 'what waits goes with its act and its letters';
  end if;
  return null;
end
$$;

revoke execute on function refuse_lost_act from public;

create constraint trigger delayed_inbox_goes_with_act after delete on delayed_inbox deferrable initially deferred
for each row when (current_user = 'aside_reporter') execute function refuse_lost_act();

reset role;
