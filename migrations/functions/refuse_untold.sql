-- What an officer or a duty did to a case is written in the ledger by the same transaction, or it is not done: whoever
-- could write the one without the other would move a clock quietly.
drop trigger if exists event_is_told on event;
set local role aside_keeper;

create or replace function refuse_untold() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Whoever appends holds the lock of the chain until the end, so the last lines are this transaction's.
  if not exists (
    select from (select x.xmin, x.* from ledger x order by x.n desc limit 20) l
    where l.xmin = pg_current_xact_id()::xid
      and l.act in (new.act, new.act || '.late') and l.day = new.day and l.ref is not null
      and l.actor = new.actor and l.officer is not distinct from new.officer
  ) then
    raise exception using errcode = 'AS001', message = 'event: what is done is written in the ledger';
  end if;
  return null;
end
$$;

revoke execute on function refuse_untold from public;

create constraint trigger event_is_told after insert on event deferrable initially deferred
for each row when (current_user in ('aside_desk', 'aside_duty')) execute function refuse_untold();

reset role;
