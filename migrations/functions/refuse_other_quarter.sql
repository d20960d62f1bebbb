-- A fact is counted in the quarter in which it comes: nobody adds to those that are over. Not in a demo.
set local role aside_keeper;

create or replace function refuse_other_quarter() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.quarter not in (
    to_char((now() - clocks_differ_by()) at time zone 'Etc/GMT+12', 'YYYY-"Q"Q'),
    to_char((now() + clocks_differ_by()) at time zone 'Etc/GMT-14', 'YYYY-"Q"Q')
  ) and not exists (select from environment_marker where kind = 'demo') then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart',
      message = 'statistic: it is of the quarter in which it comes';
  end if;
  return new;
end
$$;

revoke execute on function refuse_other_quarter from public;

-- The keeper writes anew what was counted before (`rewrite_statistics`).
create or replace trigger statistic_is_of_its_quarter before insert on statistic
for each row when (current_user <> 'aside_keeper') execute function refuse_other_quarter();

reset role;
