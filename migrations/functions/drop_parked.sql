-- What no program can ever store, because its bytes are no act at all, goes a week after it was put aside, with what of
-- the same person cannot be without it, and the ledger says so. A week is over when both clocks say so. Whatever else
-- could not be released stays, however old it is: somebody was told that it arrived.
set local role aside_keeper;

create or replace function drop_parked(on_day date) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  parked record;
  dropped int := 0;
begin
  for parked in
    select l.id, l.lookup, l.act, l.case_id from delayed_inbox l
    where l.parked_on <= least(on_day, (now() at time zone 'Etc/GMT+12')::date) - 7 and not is_act(l.body)
    order by l.id for update
  loop
    if parked.act = 'received' then
      -- Under the id of a stored case, which somebody else has, the files are that person's.
      delete from upload u
      where u.case_id = parked.case_id and not exists (select from receipt r where r.case_id = parked.case_id);
      delete from delayed_inbox l where l.lookup = parked.lookup;
    else
      delete from delayed_inbox l where l.id = parked.id;
    end if;
    perform append_ledger(on_day, null, 'duty', null, 'undeliverable', null);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;

revoke execute on function drop_parked from public;
grant execute on function drop_parked to aside_duty;

reset role;
