-- Takes out what waited as the first act of a case, for whoever knows the row and its receipt: the duty does, by whom
-- the release is done. In the transaction that made the case of it: nobody takes it out and stores nothing, or other
-- letters.
set local role aside_keeper;

create or replace function take_delayed_filing(wanted bytea, by_lookup bytea) returns bytea
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  taken record;
begin
  delete from delayed_inbox l using "case" c
  where l.id = wanted and l.lookup = by_lookup and l.act = 'received' and l.n = 1
    and c.xmin = pg_current_xact_id()::xid
    and c.id = coalesce(l.case_id, convert_from(l.body, 'UTF8')::jsonb #>> '{filing,id}')
  returning l.body, c.id into taken;
  if found and not holds_letters(taken.id, taken.body) then
    raise exception using errcode = 'AS001', message = 'what waits goes with its act and its letters';
  end if;
  return taken.body;
end
$$;

revoke execute on function take_delayed_filing from public;
grant execute on function take_delayed_filing to aside_intake;

reset role;
