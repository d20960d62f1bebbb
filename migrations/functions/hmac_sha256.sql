-- RFC 2104, for a key of at most a block.
set local role aside_keeper;

create or replace function hmac_sha256(key bytea, said bytea) returns bytea
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select sha256(pad.outer || sha256(pad.inner || said))
  from (
    select
      decode(string_agg(lpad(to_hex(b.byte # 54), 2, '0'), '' order by b.i), 'hex') as inner,
      decode(string_agg(lpad(to_hex(b.byte # 92), 2, '0'), '' order by b.i), 'hex') as outer
    from (
      select i, case when i < octet_length(key) then get_byte(key, i) else 0 end as byte from generate_series(0, 63) i
    ) b
  ) pad
$$;

revoke execute on function hmac_sha256 from public;

reset role;
