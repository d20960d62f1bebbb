-- The database says itself when it wrote an event, and refuses one that claims to be of another day: whoever could date
-- an answer back would have kept every promise. Its clock and the server's may differ by this much.
create or replace function clocks_differ_by() returns interval language sql immutable as $$ select interval '10 minutes' $$;

revoke execute on function clocks_differ_by from public;
grant execute on function clocks_differ_by to aside_keeper;
