-- The one way a line is written. The version, the order and the spelling of its parts are the chain's canonical form:
-- `src/store/ledger-line.ts` writes the same, and `aside ledger verify` compares.
create function ledger_line(
  v int, n bigint, day date, at timestamptz, actor text, officer text, act text, ref text, prev text
) returns text language sql immutable as $$
  select format(
    '{"v":%s,"n":%s,"day":"%s","at":%s,"actor":"%s","officer":%s,"act":"%s","ref":%s,"prev":"%s"}',
    v, n, to_char(day, 'YYYY-MM-DD'),
    coalesce('"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"', 'null'),
    actor, coalesce('"' || officer || '"', 'null'), act, coalesce('"' || ref || '"', 'null'), prev
  )
$$;

-- Lines come one after the other: whoever appends holds the lock until the act itself is committed or undone.
create function append_ledger(
  day date, at timestamptz, actor text, officer text, act text, ref text
) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  last record;
  next bigint;
  before text;
begin
  perform pg_advisory_xact_lock(20871002);
  select l.n, l.hash into last from ledger l order by l.n desc limit 1;
  next := coalesce(last.n, 0) + 1;
  before := coalesce(last.hash, repeat('0', 64));
  insert into ledger (n, v, day, at, actor, officer, act, ref, prev, hash)
  values (
    next, 1, day, at, actor, officer, act, ref, before,
    encode(sha256(convert_to(ledger_line(1, next, day, at, actor, officer, act, ref, before), 'UTF8')), 'hex')
  );
end
$$;

-- Reporters' acts join the chain once a day, in an order that tells nothing: not even who came first that day.
create function chain_waiting(before date) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  waiting record;
  chained int := 0;
begin
  perform pg_advisory_xact_lock(20871002);
  for waiting in select w.id, w.day, w.act, w.ref from ledger_waiting w where w.day < before order by w.day, w.id loop
    perform append_ledger(waiting.day, null, 'reporter', null, waiting.act, waiting.ref);
    delete from ledger_waiting w where w.id = waiting.id;
    chained := chained + 1;
  end loop;
  return chained;
end
$$;

-- Rows written in one transaction can be brought together by its number, and by their order on the disk. Once the day
-- is over its nonces are written anew, all in one transaction, in the order of their bytes: then a nonce belongs to a
-- day and to no case.
create function settle_spent(before date) returns int
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (
    delete from spent s where s.day < before and s.day >= before - 8 returning s.nonce, s.day
  ), written as (
    insert into spent (nonce, day) select t.nonce, t.day from taken t order by t.day, t.nonce returning 1
  )
  select count(*)::int from written
$$;

grant select, insert on ledger to aside_keeper;
grant select, delete on ledger_waiting to aside_keeper;
grant select, insert, delete on spent to aside_keeper;
revoke execute on function ledger_line, append_ledger, chain_waiting, settle_spent from public;
grant execute on function append_ledger to aside_desk, aside_duty;
grant execute on function chain_waiting, settle_spent to aside_duty;
grant execute on function ledger_line, append_ledger to aside_keeper;
