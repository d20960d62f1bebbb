-- Lines come one after the other: whoever appends holds the lock until the act itself is committed or undone. Only
-- functions append, each for what it may say. A minute is cut as its hash spells it: a finer one would be rounded, and
-- break the chain.
set local role aside_keeper;

create or replace function append_ledger(
  day date, at timestamptz, actor text, officer text, act text, ref text
) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  last record;
  next bigint;
  before text;
  minute timestamptz := date_trunc('milliseconds', at);
begin
  perform pg_advisory_xact_lock(20871002);
  select l.n, l.hash into last from ledger l order by l.n desc limit 1;
  next := coalesce(last.n, 0) + 1;
  before := coalesce(last.hash, repeat('0', 64));
  insert into ledger (n, v, day, at, actor, officer, act, ref, prev, hash)
  values (
    next, 1, day, minute, actor, officer, act, ref, before,
    encode(sha256(convert_to(ledger_line(1, next, day, minute, actor, officer, act, ref, before), 'UTF8')), 'hex')
  );
end
$$;

revoke execute on function append_ledger from public;

reset role;
