-- Does somebody work at an office? By the `roster_offices` of the statement: at one, or nowhere any more; everywhere
-- while no roster is published, because then nothing is sealed to anybody. Without a setting of its own, so that it
-- costs no call.
set local role aside_keeper;

create or replace function works_at(offices jsonb, whom text, at_office text) returns boolean
language sql immutable as $$
  select coalesce(offices ->> whom = at_office, offices is null)
$$;

revoke execute on function works_at from public;
grant execute on function works_at to aside_intake, aside_reporter;

reset role;
