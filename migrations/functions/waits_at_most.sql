-- How long an act may have waited when it is stored: a week put aside (`drop_parked`), and a server that was away meanwhile.
create or replace function waits_at_most() returns int language sql immutable as $$ select 31 $$;

revoke execute on function waits_at_most from public;
grant execute on function waits_at_most to aside_keeper;
