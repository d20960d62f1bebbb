-- Bytes of letters are counted apart from those of files, and those that come to a case like those that begin one. Who
-- writes to a case reads no count: only whether the day still takes it.
grant update (n) on door_count to aside_keeper;

grant create on schema public to aside_keeper;
set local role aside_keeper;

create function accept_letters(on_day date, kib integer, most integer) returns boolean
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with counted as (
    insert into door_count as c (day, what, n) values (on_day, 'letter_kib', kib)
    on conflict (day, what) do update set n = least(c.n::bigint + kib, 2147483647)::integer
    where least(c.n::bigint + kib, 2147483647) <= most
    returning true
  )
  select exists (select from counted)
$$;
revoke execute on function accept_letters from public;
grant execute on function accept_letters to aside_intake, aside_reporter;

reset role;
revoke create on schema public from aside_keeper;
