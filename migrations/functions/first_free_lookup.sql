-- The first of these lookups that no receipt has and that never led to a case (`used_lookup_key`); `null` when all are
-- taken.
set local role aside_keeper;

create or replace function first_free_lookup(wanted bytea[]) returns bytea
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.lookup from unnest(wanted) with ordinality as p (lookup, n)
  -- A question for each lookup, by the index: as one join it is planned over the whole table.
  where (select true from receipt r where r.lookup = p.lookup limit 1) is null
    and (select true from idempotency_key s where s.nonce = used_lookup_key(p.lookup) limit 1) is null
  order by p.n limit 1
$$;

revoke execute on function first_free_lookup from public;
grant execute on function first_free_lookup to aside_intake;

reset role;
