-- The signed list is refused by whoever seals. It need not be published first.
create or replace function refuse_both_in_roster() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  listed jsonb;
begin
  begin
    listed := new.roster::jsonb;
  exception when invalid_text_representation then
    return new; -- No roster at all: no sealer takes it.
  end;
  if exists (
    select from jsonb_array_elements(listed -> 'officers') o, jsonb_array_elements(listed -> 'custodians') c
    where o ->> 'id' = c ->> 'id' or o ->> 'fingerprint' = c ->> 'fingerprint'
  ) then
    raise exception using errcode = 'AS001', constraint = 'refuse_officer_custodian',
      message = 'directory: nobody is an officer and a custodian';
  end if;
  return new;
end
$$;

revoke execute on function refuse_both_in_roster from public;

create or replace trigger directory_names_nobody_twice before insert on directory
for each row execute function refuse_both_in_roster();
