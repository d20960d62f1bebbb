-- What waits is written anew in the order of its ids, and the rest of the file is gone: neither place nor transaction
-- says in which order anything came. However much it is: it goes through a table of the session, which is on the disk.
-- Not while somebody is at it: then the next turn makes up for it. A day that a wrong clock said holds nothing up.
set local role aside_keeper;

create or replace function settle_letterbox(on_day date, again boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not again and exists (select from settled s where s.what = 'letterbox' and s.day between on_day and on_day + 1) then
    return true;
  end if;
  begin
    lock table letterbox in access exclusive mode nowait;
  exception when lock_not_available then
    update settled s set day = least(s.day, on_day - 1) where s.what = 'letterbox';
    return false;
  end;
  create temporary table settling on commit drop as select * from letterbox;
  truncate letterbox;
  insert into letterbox select * from pg_temp.settling order by id;
  insert into settled (what, day) values ('letterbox', on_day)
  on conflict (what) do update
  set day = case when settled.day > excluded.day + 1 then excluded.day else greatest(settled.day, excluded.day) end;
  return true;
end
$$;

revoke execute on function settle_letterbox from public;
grant execute on function settle_letterbox to aside_duty;

reset role;
