-- The same link again is the same link; with another day or office it is refused. Lines of the ledger are what a day's
-- number is counted by, so two who press at once wait for each other.
-- @returns false when this officer gave as many today as may be
set local role aside_keeper;

create or replace function create_office_link(
  link bytea, for_office text, last_day date, on_day date, at_instant timestamptz, most int
) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  same boolean;
begin
  perform pg_advisory_xact_lock(20871002);
  if octet_length(link) <> 32 or not last_day between on_day + 1 and on_day + 30 then
    raise exception using errcode = 'AS001', constraint = 'office_link_days', message = 'office_link: no such link';
  end if;
  if not exists (select from present_officers(on_day) p (officer) where p.officer = this_officer())
    or not works_at(roster_offices(), this_officer(), for_office)
  then
    raise exception using errcode = '42501', message = 'office_link: of one''s own office only';
  end if;
  select l.office = for_office and l.until = last_day into same from office_link l where l.hash = link;
  if same then
    return true;
  elsif found then
    raise exception using errcode = 'AS001', constraint = 'office_link_stays', message = 'office_link: given otherwise';
  end if;
  if least(most, 20) <= (
    select count(*) from ledger l
    where l.officer = this_officer() and l.act = 'link_given' and l.day = on_day
  ) then
    return false;
  end if;
  insert into office_link (hash, office, until) values (link, for_office, last_day);
  perform append_ledger(on_day, at_instant, 'officer', this_officer(), 'link_given', null);
  return true;
end
$$;

revoke execute on function create_office_link from public;
grant execute on function create_office_link to aside_desk;

reset role;
