-- The officer who asks: a setting of the transaction.
create or replace function this_officer() returns text language sql stable as $$
  select current_setting('aside.officer', true)
$$;

revoke execute on function this_officer from public;
grant execute on function this_officer to aside_desk, aside_keeper;
