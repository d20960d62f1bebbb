-- Where an urgent message of this case was tried and did not arrive, none reaches anybody until one does. What another
-- case sent says nothing here: whoever is kept out of a danger could tell one of his own and read of the other in it
-- (T-106). Right after a filing nothing of it was tried, and no case is named.
set local role aside_keeper;

create or replace function any_officer_reachable(officers text[], on_day date, of_case text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from officer_address a
    where a.officer = any (officers) and a.lost_on is null
      and a.officer in (select present_officers(on_day))
      and not exists (
        select from (
          select d.day, notification_cause(a.officer, d.day, of_case) as cause
          from (select distinct o.day from outbox o where o.urgent and o.attempt > 0) d offset 0
        ) c join outbox o on o.day = c.day
        where o.address = a.address and o.urgent and o.attempt > 0 and c.cause = any (o.causes)
      )
  )
$$;

revoke execute on function any_officer_reachable from public;
grant execute on function any_officer_reachable to aside_register;

reset role;
