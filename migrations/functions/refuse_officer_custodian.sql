-- Two registrations at the same moment wait for each other at the person's row.
create or replace function refuse_officer_custodian() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from person p where p.id = new.person for update;
  if exists (
    select from membership m join custodian c on c.person = m.person
    where m.person = new.person
      and (m.until is null or m.until > c.since) and (c.until is null or c.until > m.since)
  ) then
    raise exception using errcode = 'AS001', constraint = 'refuse_officer_custodian',
      message = format('%s: nobody is an officer and a custodian', tg_table_name);
  end if;
  return null;
end
$$;

revoke execute on function refuse_officer_custodian from public;

create or replace trigger custodian_is_no_officer after insert or update on custodian
for each row execute function refuse_officer_custodian();

create or replace trigger officer_is_no_custodian after insert or update on membership
for each row execute function refuse_officer_custodian();
