-- RFC 2104, for a key of at most a block, word by word.
set local role aside_keeper;

create or replace function hmac_sha256(key bytea, said bytea) returns bytea
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select sha256(pad.outer || sha256(pad.inner || said))
  from (
    select
      string_agg(int8send(w.word # 3906369333256140342), '' order by w.i) as inner, -- 0x36, eight times
      string_agg(int8send(w.word # 6655295901103053916), '' order by w.i) as outer -- 0x5c
    from (
      select i, ('x' || substr(block, i * 16 + 1, 16))::bit(64)::bigint as word
      from generate_series(0, 7) i, rpad(encode(key, 'hex'), 128, '0') block
    ) w
  ) pad
$$;

revoke execute on function hmac_sha256 from public;

reset role;
