-- The receipts that a person shows, those of what she took back with them: a setting of the transaction.
set local role aside_keeper;

create or replace function shown_lookups() returns bytea[] language sql stable as $$
  select coalesce(array_agg(decode(part, 'hex')), '{}'::bytea[])
  from unnest(string_to_array(nullif(current_setting('aside.lookups', true), ''), ',')) as part
$$;

revoke execute on function shown_lookups from public;
grant execute on function shown_lookups to aside_reporter;

reset role;
