CREATE TABLE "settled" (
	"what" text PRIMARY KEY NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
ALTER TABLE "letterbox" ADD COLUMN "failures" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "letterbox" ADD COLUMN "tried_on" date;--> statement-breakpoint
ALTER TABLE "letterbox" ADD COLUMN "parked_on" date;--> statement-breakpoint
alter table settled enable row level security;
alter table settled force row level security;
create policy keeper on settled to aside_keeper using (true) with check (true);
create policy duty on settled for select to aside_duty using (true);
grant select, insert, update on settled to aside_keeper;
grant select on settled to aside_duty;

grant select (failures, tried_on, parked_on) on letterbox to aside_duty;
grant update (failures, tried_on, parked_on) on letterbox to aside_keeper;

drop function settle_letterbox;

grant create on schema public to aside_keeper;
set local role aside_keeper;

-- What waits is written anew in the order of its ids, and the rest of the file is gone: neither place nor transaction
-- says in which order anything came. However much it is: it goes through a table of the session, which is on the disk.
-- Not while somebody is at it; that it was not done is answered, and the day of the last time stays.
create function settle_letterbox(on_day date, again boolean) returns boolean
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

-- It could not be released. The second time it is put out of the way of the others, and tried once a day from then on.
create function fail_waiting(wanted bytea, on_day date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update letterbox l
  set failures = least(l.failures + 1, 1000), tried_on = on_day,
    parked_on = case when l.failures >= 1 then coalesce(l.parked_on, on_day) end
  where l.id = wanted
$$;

-- After a week nobody will read it: it goes, with what of the same person cannot be without it, and the ledger says so.
create function drop_parked(on_day date) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  parked record;
  dropped int := 0;
begin
  for parked in
    select l.id, l.lookup, l.act, l.case_id from letterbox l where l.parked_on <= on_day - 7 order by l.id for update
  loop
    if parked.act = 'received' then
      delete from upload u where u.case_id = parked.case_id;
      delete from letterbox l where l.lookup = parked.lookup;
    else
      delete from letterbox l where l.id = parked.id;
    end if;
    perform append_ledger(on_day, null, 'duty', null, 'undeliverable', null);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;

revoke execute on function settle_letterbox, fail_waiting, drop_parked from public;
grant execute on function settle_letterbox, fail_waiting, drop_parked to aside_duty;

reset role;
revoke create on schema public from aside_keeper;
