-- As with nonces: rows that were written one after the other can be brought together by the number of their
-- transaction. Once a day all reminders are written anew in one, in the order of their bytes. Whoever ends hers in that
-- moment waits until they are: she would look for a row that is gone, and be reminded all the same.
set local role aside_keeper;

create or replace function rewrite_reminders() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table reminder in exclusive mode;
  with taken as (
    delete from reminder returning id, address, until, sent_on
  )
  insert into reminder (id, address, until, sent_on)
  select t.id, t.address, t.until, t.sent_on from taken t order by t.id;
end
$$;

revoke execute on function rewrite_reminders from public;
grant execute on function rewrite_reminders to aside_duty;

reset role;
