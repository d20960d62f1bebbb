-- Where an officer works by the newest roster: at one office, or nowhere any more. Whoever was sealed to and left, or
-- changed office, reads and is told of nothing while that is so. Everywhere while no roster is published: then nothing
-- is sealed to anybody.
set local role aside_keeper;

create or replace function offices_of(whom text) returns text[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select array(
    select o from unnest(array['ethics', 'ombudsman', 'investigations', 'hr']) o where works_at(r.offices, whom, o)
  )
  from roster_offices() r (offices)
$$;

revoke execute on function offices_of from public;
grant execute on function offices_of to aside_desk;

reset role;

-- As the owner: a migration runs before this file made its function. The roster is asked once a row of hers is there,
-- and by no condition of an index: that asks as soon as the case is, and who is kept out would wait longer than for
-- none.
alter policy desk on reader using (
  officer = this_officer() and until is null and (select offices_of(this_officer()))::text[] @> array[office]
);
