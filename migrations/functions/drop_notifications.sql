-- What was to be told of this case is told to these alone: whoever was kept out meanwhile, and everybody when the case
-- is gone, would find an empty queue and know why. What tells of another case too still leaves. In the order of their
-- rows, as everybody. What a duty is putting down in this moment is waited for, or it waits for us and reads who is
-- left: a row that nobody sees yet could not be dropped.
set local role aside_keeper;

create or replace function drop_notifications(wanted text, staying text[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
begin
  perform pg_advisory_xact_lock(20871005);
  perform pg_advisory_xact_lock_shared(20871006);
  for one in
    with dropped as materialized (
      select a.address, d.day, notification_cause(a.officer, d.day, wanted) as cause
      from officer_address a cross join (select distinct o.day from outbox o where o.causes <> '{}') d
      where a.officer <> all (staying)
    )
    select o.id, d.cause from outbox o join dropped d on d.address = o.address and d.day = o.day
    where d.cause = any (o.causes)
    order by o.id for update of o
  loop
    update outbox set causes = array_remove(causes, one.cause) where id = one.id;
    delete from outbox where id = one.id and causes = '{}';
  end loop;
end
$$;

revoke execute on function drop_notifications from public;

reset role;
