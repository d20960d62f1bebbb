-- A roster is published: what waits to be told to whoever it names no more, or as what was never admitted, is dropped;
-- and to whoever changed office, of the cases of the office before. In the order of their rows, as everybody. As
-- `drop_notifications` does, it waits for a duty that is putting down whom to tell, or is waited for. Offices are
-- compared once for an officer and not for each row: somebody must be put out also after a flood (T-150).
set local role aside_keeper;

create or replace function drop_former_notifications() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  offices jsonb := roster_offices();
  present text[] := array(select present_officers(current_date));
  waiting text[];
  absent text[];
  moved text[];
begin
  perform pg_advisory_xact_lock(20871005);
  perform pg_advisory_xact_lock_shared(20871006);
  waiting := array(
    select distinct a.officer from officer_address a join outbox o on o.address = a.address where o.causes <> '{}'
  );
  absent := array(select w from unnest(waiting) w where w <> all (present) and not is_active_custodian(w));
  moved := array(
    select distinct r.officer
    from (select distinct r.officer, r.office from reader r where r.officer = any (waiting) offset 0) r
    where r.officer <> all (absent) and not works_at(offices, r.officer, r.office)
  );
  perform from outbox o join officer_address a on a.address = o.address
  where a.officer = any (absent || moved) and o.causes <> '{}' order by o.id for update of o;
  delete from outbox o using officer_address a
  where a.address = o.address and a.officer = any (absent) and o.causes <> '{}';
  with former as materialized (
    select distinct notification_cause(r.officer, d.day, r.case_id) as cause
    from reader r cross join (select distinct o.day from outbox o where o.causes <> '{}') d
    where r.officer = any (moved) and not works_at(offices, r.officer, r.office)
  ), remaining as materialized (
    select o.id, coalesce(array_agg(c.cause) filter (where f.cause is null), '{}') as causes
    from outbox o join officer_address a on a.address = o.address
      cross join lateral unnest(o.causes) as c (cause) left join former f on f.cause = c.cause
    where a.officer = any (moved)
    group by o.id having count(f.cause) > 0
  ), gone as (
    delete from outbox o using remaining r where o.id = r.id and r.causes = '{}'
  )
  update outbox o set causes = r.causes from remaining r where o.id = r.id and r.causes <> '{}';
  return null;
end
$$;

revoke execute on function drop_former_notifications from public;

create or replace trigger roster_drops_notifications after insert on directory
for each statement execute function drop_former_notifications();

reset role;
