-- What waits is written anew in the order of its ids, and the rest of the file is gone: neither place nor transaction
-- says in which order anything came. However much it is: it goes through a table of the session, which is on the disk.
-- Not while somebody is at it: then the next turn makes up for it. A day that a wrong clock said holds nothing up.
set local role aside_keeper;

create or replace function rewrite_delayed_inbox(on_day date, again boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not again and exists (select from table_rewrite s where s.what = 'delayed_inbox' and s.day between on_day and on_day + 1) then
    return true;
  end if;
  begin
    lock table delayed_inbox in access exclusive mode nowait;
  exception when lock_not_available then
    update table_rewrite s set day = least(s.day, on_day - 1) where s.what = 'delayed_inbox';
    return false;
  end;
  create temporary table settling on commit drop as select * from delayed_inbox;
  truncate delayed_inbox;
  insert into delayed_inbox select * from pg_temp.settling order by id;
  insert into table_rewrite (what, day) values ('delayed_inbox', on_day)
  on conflict (what) do update
  set day = case when table_rewrite.day > excluded.day + 1 then excluded.day else greatest(table_rewrite.day, excluded.day) end;
  return true;
end
$$;

revoke execute on function rewrite_delayed_inbox from public;
grant execute on function rewrite_delayed_inbox to aside_duty;

reset role;
