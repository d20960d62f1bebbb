-- A letter of the person's in a case that is there already: its readers who work at its office. What a case begins with
-- is told with the case.
set local role aside_keeper;

create or replace function notify_new_letters() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  offices jsonb := roster_offices();
  one record;
begin
  for one in
    select l.day, r.officers, array_fill(c.id, array[cardinality(r.officers)]) as cases,
      is_unconfirmed_danger(c.id, c.category, c.acknowledged_on, c.closed_on) as danger,
      c.channel in ('web_page', 'staff_link', 'office_link') as released
    from arrived l join "case" c on c.id = l.case_id cross join lateral (
      select array(
        select r.officer from reader r
        where r.case_id = c.id and r.until is null and works_at(offices, r.officer, c.office)
      ) as officers
    ) r
    where l.dir = 'r>o' and not exists (select from arrived a where a.case_id = l.case_id and a.n = 1)
  loop
    if one.released and not one.danger then
      perform notify_officers_once(one.officers, one.cases, one.day);
    else
      perform notify_officers(one.officers, one.cases, one.day, one.danger);
    end if;
  end loop;
  return null;
end
$$;

revoke execute on function notify_new_letters from public;

create or replace trigger letter_notifies_readers after insert on message
referencing new table as arrived for each statement execute function notify_new_letters();

reset role;
