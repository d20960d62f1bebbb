-- Where everybody works by the newest roster: an office for the id of each officer; null while no roster is published.
-- The roster is read whole, so a statement asks once and joins it (`works_at`).
set local role aside_keeper;

create or replace function roster_offices() returns jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when r.roster is not null then coalesce((
    select jsonb_object_agg(o ->> 'id', o ->> 'office') from jsonb_path_query(r.roster, '$.officers[*]') o
    where o ->> 'id' is not null
  ), '{}') end
  from newest_roster() r (roster)
$$;

revoke execute on function roster_offices from public;
grant execute on function roster_offices to aside_intake, aside_reporter;

reset role;
