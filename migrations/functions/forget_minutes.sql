-- The minutes of cases that somebody took on, or that ended, go; but where hours are promised they count on.
set local role aside_keeper;

create or replace function forget_minutes() returns integer
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with forgotten as (
    update "case" set received_at = null
    where received_at is not null and reply_hours is null
      and (acknowledged_on is not null or closed_on is not null) and was_taken_on(id)
    returning id
  )
  select count(*)::integer from forgotten
$$;

revoke execute on function forget_minutes from public;
grant execute on function forget_minutes to aside_duty;

reset role;
