-- Its first answer was late, and never came.
set local role aside_keeper;

create or replace function ended_late(wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from "case" c
    where c.id = wanted and c.closed_on is not null and c.outcome = 'late' and c.responded_on is null
  )
$$;

revoke execute on function ended_late from public;

reset role;
