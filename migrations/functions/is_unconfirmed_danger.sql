-- Danger that nobody has confirmed: by its row, or by what was done. A row that a login changed for a moment ends no
-- alarm.
set local role aside_keeper;

create or replace function is_unconfirmed_danger(wanted text, category text, acknowledged_on date, closed_on date)
returns boolean language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select category = 'safety' and (acknowledged_on is null and closed_on is null or not was_taken_on(wanted))
$$;

revoke execute on function is_unconfirmed_danger from public;

reset role;
