-- Where an officer works by the newest roster: at one office, or nowhere any more. Whoever was sealed to and left, or
-- changed office, reads and is told of nothing while that is so. Everywhere while no roster is published: then nothing is
-- sealed to anybody.
set local role aside_keeper;

create or replace function offices_of(whom text) returns text[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when r.roster is null then array['ethics', 'ombudsman', 'investigations', 'hr'] else array(
    select o ->> 'office' from jsonb_path_query(r.roster, '$.officers[*]') o where o ->> 'id' = whom
  ) end
  from newest_roster() r (roster)
$$;

revoke execute on function offices_of from public;
grant execute on function offices_of to aside_desk, aside_intake, aside_reporter;

reset role;

-- As the owner: a migration runs before this file made its function.
alter policy desk on reader using (
  officer = this_officer() and until is null and is_case_of(case_id, (select offices_of(this_officer())))
);
