-- The receipts by which a person looks for her cases: a setting of the transaction.
create or replace function these_lookups() returns bytea[] language sql stable as $$
  select coalesce(array_agg(decode(part, 'hex')), '{}'::bytea[])
  from unnest(string_to_array(nullif(current_setting('aside.lookups', true), ''), ',')) as part
$$;

revoke execute on function these_lookups from public;
grant execute on function these_lookups to aside_keeper, aside_reporter;
