-- A request is about one text and one office, and what was answered is not answered with yes again.
create or replace function consent_in_order() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.agreed and exists (select from consent c where c.case_id = new.case_id and c.request = new.request) then
    raise exception using errcode = 'AS001', message = 'consent: an answered request is not answered with yes again';
  end if;
  if exists (
    select from consent c
    where c.case_id = new.case_id and c.request = new.request
      and (c.content is distinct from new.content or c.office is distinct from new.office)
  ) then
    raise exception using errcode = 'AS001', message = 'consent: a request is about one text and one office';
  end if;
  return new;
end
$$;

revoke execute on function consent_in_order from public;

create or replace trigger consent_in_order before insert on consent
for each row when (new.request is not null) execute function consent_in_order();
