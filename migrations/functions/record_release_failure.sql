-- It could not be released. The second time it is put out of the way of the others, and tried once a day from then on.
-- Since when it is there is the later of what both clocks say: neither alone ends what can be ended (`drop_parked`).
set local role aside_keeper;

create or replace function record_release_failure(wanted bytea, on_day date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update delayed_inbox l
  set failures = least(l.failures + 1, 1000), tried_on = on_day,
    parked_on = case when l.failures >= 1 then coalesce(l.parked_on, greatest(on_day, (now() at time zone 'Etc/GMT-14')::date)) end
  where l.id = wanted
$$;

revoke execute on function record_release_failure from public;
grant execute on function record_release_failure to aside_duty;

reset role;
