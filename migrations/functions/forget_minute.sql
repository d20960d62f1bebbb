-- A danger's minute is kept while nobody has taken it on, and on the anonymous channels not a moment longer.
create or replace function forget_minute() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  new.received_at := null;
  return new;
end
$$;

revoke execute on function forget_minute from public;

create or replace trigger case_forgets_minute before update on "case"
for each row when (
  new.received_at is not null and new.reply_hours is null
  and new.channel in ('web_page', 'staff_link', 'office_link')
  and (new.acknowledged_on is not null or new.closed_on is not null)
) execute function forget_minute();
