-- The one way a line is written. The version, the order and the spelling of its parts are the chain's canonical form:
-- `src/db/ledger/ledger-line.ts` writes the same, and `aside ledger verify` compares.
create or replace function ledger_line(
  v int, n bigint, day date, at timestamptz, actor text, officer text, act text, ref text, prev text
) returns text language sql immutable as $$
  select format(
    '{"v":%s,"n":%s,"day":"%s","at":%s,"actor":"%s","officer":%s,"act":"%s","ref":%s,"prev":"%s"}',
    v, n, to_char(day, 'YYYY-MM-DD'),
    coalesce('"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"', 'null'),
    actor, coalesce('"' || officer || '"', 'null'), act, coalesce('"' || ref || '"', 'null'), prev
  )
$$;

revoke execute on function ledger_line from public;
grant execute on function ledger_line to aside_keeper;
