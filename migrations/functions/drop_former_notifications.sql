-- A roster is published: what waits to be told to whoever it names no more, or as what was never admitted, is dropped;
-- and to whoever changed office, of the cases of the office before. In the order of their rows, as everybody. As
-- `drop_notifications` does, it waits for a duty that is putting down whom to tell, or is waited for.
set local role aside_keeper;

create or replace function drop_former_notifications() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  offices jsonb := roster_offices();
  present text[] := array(select present_officers(current_date));
  one record;
begin
  perform pg_advisory_xact_lock(20871005);
  perform pg_advisory_xact_lock_shared(20871006);
  for one in
    select o.id, a.officer from outbox o join officer_address a on a.address = o.address
    where o.causes <> '{}' order by o.id for update of o
  loop
    update outbox o set causes = case when one.officer = any (present) or is_active_custodian(one.officer) then array(
      select unnest(o.causes)
      except
      select notification_cause(o.id, r.case_id) from reader r join "case" c on c.id = r.case_id
      where r.officer = one.officer and not works_at(offices, one.officer, c.office)
    ) else '{}' end
    where o.id = one.id;
    delete from outbox o where o.id = one.id and o.causes = '{}';
  end loop;
  return null;
end
$$;

revoke execute on function drop_former_notifications from public;

create or replace trigger roster_drops_notifications after insert on directory
for each statement execute function drop_former_notifications();

reset role;
