-- Reporters' acts join the chain once a day, in an order that tells nothing: not even who came first that day. A
-- day is over when it is over everywhere. A line that the ledger could not take stays where it is, `check` says so, and
-- no other waits for it.
set local role aside_keeper;

create or replace function chain_pending_lines(before date) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  waiting record;
  chained int := 0;
  ended date := no_later_than_today(before, 'Etc/GMT+12');
begin
  perform pg_advisory_xact_lock(20871002);
  for waiting in
    select w.id, w.day, w.act, w.ref from pending_ledger_line w
    where w.day < ended and w.day > '2000-01-01'
      and w.act ~ '^[a-z_.]{1,64}$' and w.ref ~ '^[0-9a-f]{64}$'
    order by w.day, w.id
  loop
    perform append_ledger(waiting.day, null, 'reporter', null, waiting.act, waiting.ref);
    delete from pending_ledger_line w where w.id = waiting.id;
    chained := chained + 1;
  end loop;
  return chained;
end
$$;

revoke execute on function chain_pending_lines from public;
grant execute on function chain_pending_lines to aside_duty;

reset role;
