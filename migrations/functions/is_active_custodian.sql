-- A custodian: admitted, and in the newest roster. Whoever left, or became an officer, is told of no name.
set local role aside_keeper;

create or replace function is_active_custodian(whom text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from custodian c where c.person = whom and c.until is null)
    and (r.roster is null or exists (
      select from jsonb_path_query(r.roster, '$.custodians[*]') c where c ->> 'id' = whom
    ))
  from newest_roster() r (roster)
$$;

revoke execute on function is_active_custodian from public;

reset role;
