-- Puts notifications for new readers into the outbox, in the transaction of the filing: both are stored or neither.
-- Cases of the anonymous channels come with the daily release, which notifies each reader once for all of them; an
-- unconfirmed danger is notified as on any other channel.
set local role aside_keeper;

create or replace function notify_new_readers() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  offices jsonb := roster_offices();
  released text[] := array(
    select c.id from "case" c join joined r on r.case_id = c.id
    where c.channel in ('web_page', 'staff_link', 'office_link')
      and not (c.category = 'safety' and c.acknowledged_on is null)
  );
begin
  perform notify_officers_once(array_agg(r.officer), array_agg(r.case_id), max(r.since))
  from joined r join "case" c on c.id = r.case_id
  where r.until is null and r.case_id = any (released) and works_at(offices, r.officer, c.office);
  perform notify_officers(
    array_agg(r.officer), array_agg(r.case_id), max(r.since), c.category = 'safety' and c.acknowledged_on is null
  )
  from joined r join "case" c on c.id = r.case_id
  where r.until is null and c.id <> all (released) and works_at(offices, r.officer, c.office)
  group by c.id, c.category, c.acknowledged_on;
  return null;
end
$$;

revoke execute on function notify_new_readers from public;

create or replace trigger reader_is_notified after insert on reader
referencing new table as joined for each statement execute function notify_new_readers();

reset role;
