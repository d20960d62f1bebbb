-- Did somebody take a case on, or did it end? Counted from what was done, not from columns that a login may write.
set local role aside_keeper;

create or replace function was_taken_on(wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from event e where e.case_id = wanted
      and e.act in ('acknowledged', 'asked', 'consent_asked', 'answered', 'closed', 'settled', 'withdrawn')
  )
$$;

revoke execute on function was_taken_on from public;

reset role;
