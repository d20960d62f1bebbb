-- What no letter named goes with its day. A file whose letter went without it is left without a key, and goes when
-- nothing of its case waits any more that could have named it, however long that waits.
set local role aside_keeper;

create or replace function sweep_uploads(before date) returns integer
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with ended as materialized (
    select no_later_than_today(before, 'UTC') as day
  ), swept as (
    delete from upload u using ended e
    where (u.message_id is null and u.day < e.day)
      or (u.message_id is not null and u.day < e.day - 3
        and not exists (select from delayed_inbox l where l.case_id = u.case_id)
        and not exists (select from delayed_inbox l join receipt r on r.lookup = l.lookup where r.case_id = u.case_id))
    returning 1
  )
  select count(*)::int from swept
$$;

revoke execute on function sweep_uploads from public;
grant execute on function sweep_uploads to aside_duty;

reset role;
