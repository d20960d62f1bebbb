-- What waits as the first act of a case, for whoever knows the row and its receipt, and nobody else touches it until
-- the transaction is over. Nothing where somebody is at it already: that is its own person, or another release, and
-- the next turn does it; and of what was taken back. While it is there it says on which day it came
-- (`refuse_other_received_day`).
set local role aside_keeper;

create or replace function lock_delayed_filing(wanted bytea, by_lookup bytea) returns bytea
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  locked bytea;
begin
  select l.body into locked from delayed_inbox l
  where l.id = wanted and l.lookup = by_lookup and l.act = 'received' and l.n = 1
  for update skip locked;
  -- Once it is ours: what its person did until then is seen now.
  return case when not exists (select from erasure e where e.lookup = by_lookup) then locked end;
end
$$;

revoke execute on function lock_delayed_filing from public;
grant execute on function lock_delayed_filing to aside_intake;

reset role;
