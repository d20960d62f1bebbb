-- The receipts by which a person looks for her cases. What she took back is locked for her too, so that nobody who has
-- her receipt, or stands beside her, reads it: of that she sees the day alone (`locked_cases`).
create or replace function these_lookups() returns bytea[] language sql stable as $$
  select open_lookups(shown_lookups())
$$;

revoke execute on function these_lookups from public;
grant execute on function these_lookups to aside_keeper, aside_reporter;
