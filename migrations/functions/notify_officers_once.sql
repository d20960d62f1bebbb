-- Told together: whoever has a notice waiting already is told with it, however many cases there are. One that failed is
-- tried when it is tried, and is no reason to be silent until then. A row tells of a few tens of cases and the next row
-- of the next, all in one message: a release that wrote one row anew for each case would grow with their square.
set local role aside_keeper;

create or replace function notify_officers_once(officers text[], of_cases text[], on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  most_causes constant integer := 32;
  one record;
  together text[];
begin
  perform pg_advisory_xact_lock_shared(20871006, hashtext(o.officer)) from unnest(officers) as o (officer) group by o.officer;
  for one in
    select o.id, a.officer from outbox o join officer_address a on a.address = o.address
    where a.officer = any (officers) and not o.urgent and o.attempt = 0
      and cardinality(o.causes) between 1 and most_causes - 1
    order by o.id for update of o
  loop
    continue when one.officer = any (together);
    together := together || one.officer;
    update outbox o set causes = array(
      select unnest(o.causes)
      union
      select notification_cause(one.officer, o.day, t.of_case) from unnest(officers, of_cases) as t (officer, of_case)
      where t.officer = one.officer
    ) where o.id = one.id;
  end loop;
  perform notify_officers(array_agg(t.officer), array_agg(t.of_case), on_day, false)
  from unnest(officers, of_cases) as t (officer, of_case)
  where t.officer <> all (coalesce(together, '{}'));
end
$$;

revoke execute on function notify_officers_once from public;

reset role;
