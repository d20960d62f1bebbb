-- Counts what letters bring, apart from files, and says whether the day still takes it. Letters that come to a case
-- count like those that begin one; who writes to a case reads no count: nothing is asked without adding to it, nothing
-- is taken from it, and there are two answers to how much is most (`src/db/uploads/daily-bytes.ts`), not one for each
-- question.
set local role aside_keeper;

create or replace function accept_letters(on_day date, kib integer, most integer) returns boolean
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when kib > 0 and most in (4 * 1024 * 1024, 2147483647)
    then add_to_daily_count(on_day, 'letter_kib', kib, most) else false end
$$;

revoke execute on function accept_letters from public;
grant execute on function accept_letters to aside_intake, aside_reporter;

reset role;
