-- Does anything wait that this receipt leads to? Asked by whoever lets in, which sees nothing of what waits: two
-- filings of one receipt would keep each other from being released. The lock comes before the look: what is written
-- anew meanwhile is in neither place.
set local role aside_keeper;

create or replace function is_in_delayed_inbox(wanted bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table delayed_inbox in access share mode;
  return exists (select from delayed_inbox l where l.lookup = wanted);
end
$$;

revoke execute on function is_in_delayed_inbox from public;
grant execute on function is_in_delayed_inbox to aside_intake;

reset role;
