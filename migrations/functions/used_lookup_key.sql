-- The mark of a lookup that led to a case.
set local role aside_keeper;

create or replace function used_lookup_key(lookup bytea) returns bytea
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select sha256(convert_to('aside/used-place/', 'UTF8') || lookup)
$$;

revoke execute on function used_lookup_key from public;

reset role;
