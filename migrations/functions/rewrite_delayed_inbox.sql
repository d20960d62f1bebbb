-- What waits is written anew in the order of its ids, which are chance: neither place nor transaction says in which
-- order anything came. However much it is: one part of the ids in each transaction, so that whoever looks meanwhile
-- waits for a part and not for all. What is one part leaves the file empty first; of more, old versions are there until
-- `VACUUM`, which the database begins by itself. Not while somebody is at it: then the next turn makes up for it; once
-- it has begun it waits two seconds for whoever is. A day that a wrong clock said holds nothing up.
-- @param after ids up to this one are written anew already @returns up to which they are now; `null` when all are, or
-- somebody is at it
set local role aside_keeper;

create or replace function rewrite_delayed_inbox(on_day date, again boolean, after bytea) returns bytea
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  most_rows constant integer := 2000;
  most_bytes constant bigint := 4 * 1024 * 1024;
  last bytea;
  whole boolean;
begin
  if not again and exists (select from table_rewrite s where s.what = 'delayed_inbox' and s.day between on_day and on_day + 1) then
    return null;
  end if;
  begin
    if after = ''::bytea then
      lock table delayed_inbox in access exclusive mode nowait;
    else
      set local lock_timeout = '2s';
      lock table delayed_inbox in access exclusive mode;
    end if;
  exception when lock_not_available then
    update table_rewrite s set day = least(s.day, on_day - 1) where s.what = 'delayed_inbox';
    return null;
  end;
  select sized.id into last from (
    select l.id, sum(l.size) over (order by l.id) - l.size as before
    from (
      select i.id, octet_length(i.body)::bigint as size from delayed_inbox i where i.id > after order by i.id limit most_rows
    ) l
  ) sized where sized.before < most_bytes order by sized.id desc limit 1;
  whole := after = ''::bytea and not exists (select from delayed_inbox l where l.id > last);
  if whole then
    create temporary table settling on commit drop as select * from delayed_inbox;
    truncate delayed_inbox;
    insert into delayed_inbox select * from pg_temp.settling order by id;
  elsif last is not null then
    with taken as (delete from delayed_inbox where id > after and id <= last returning *)
    insert into delayed_inbox select * from taken order by id;
    return last;
  end if;
  insert into table_rewrite (what, day) values ('delayed_inbox', on_day)
  on conflict (what) do update
  set day = case when table_rewrite.day > excluded.day + 1 then excluded.day else greatest(table_rewrite.day, excluded.day) end;
  return null;
end
$$;

revoke execute on function rewrite_delayed_inbox from public;
grant execute on function rewrite_delayed_inbox to aside_duty;

reset role;
