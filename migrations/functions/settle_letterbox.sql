-- What waits is written anew in the order of its ids, and the rest of the file is gone: neither place nor transaction
-- says in which order anything came. However much it is: it goes through a table of the session, which is on the disk.
-- Not while somebody is at it; that it was not done is answered, and the day of the last time stays.
set local role aside_keeper;

create or replace function settle_letterbox(on_day date, again boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not again and exists (select from settled s where s.what = 'letterbox' and s.day >= on_day) then
    return true;
  end if;
  begin
    lock table letterbox in access exclusive mode nowait;
  exception when lock_not_available then
    return false;
  end;
  create temporary table settling on commit drop as select * from letterbox;
  truncate letterbox;
  insert into letterbox select * from pg_temp.settling order by id;
  insert into settled (what, day) values ('letterbox', on_day)
  on conflict (what) do update set day = greatest(settled.day, excluded.day);
  return true;
end
$$;

revoke execute on function settle_letterbox from public;
grant execute on function settle_letterbox to aside_duty;

reset role;
