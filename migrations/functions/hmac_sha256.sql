-- RFC 2104, for a key of at most a block. A string of bits is sent with its length before it.
set local role aside_keeper;

create or replace function hmac_sha256(key bytea, said bytea) returns bytea
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select sha256(
    substr(bit_send(block # ('x' || repeat('5c', 64))::bit(512)), 5)
    || sha256(substr(bit_send(block # ('x' || repeat('36', 64))::bit(512)), 5) || said)
  )
  from (select ('x' || rpad(encode(key, 'hex'), 128, '0'))::bit(512) as block) k
$$;

revoke execute on function hmac_sha256 from public;

reset role;
