-- What waits as the first act of a case, for whoever knows the row and its receipt, and nobody else touches it until
-- the transaction is over. Nothing where somebody is at it already: that is its own person, or another release, and the
-- next turn does it. While it is there it says on which day it came (`refuse_other_received_day`).
set local role aside_keeper;

create or replace function lock_delayed_filing(wanted bytea, by_lookup bytea) returns bytea
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.body from delayed_inbox l
  where l.id = wanted and l.lookup = by_lookup and l.act = 'received' and l.n = 1
  for update skip locked
$$;

revoke execute on function lock_delayed_filing from public;
grant execute on function lock_delayed_filing to aside_intake;

reset role;
