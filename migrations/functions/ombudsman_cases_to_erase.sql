-- What the ombudsman closed is erased by the daily release, after it released what waited: a letter of hers that waits
-- opens the case again (decision 012), and is not shredded unread. Which letters wait, and for which case, only the
-- keeper sees; the lock comes before the look, because what is written anew meanwhile is in neither place. That a case
-- is closed, and since when, is counted from what an officer or its person did, not from the day in its row, which the
-- duties write. On the page its person is shown the closing, and what was written with it, by a release: it is erased
-- by the one after that.
set local role aside_keeper;

create or replace function ombudsman_cases_to_erase(before date) returns setof text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table delayed_inbox in access share mode;
  return query
    select c.id from "case" c
    cross join lateral (
      select e.act, e.day from event e
      where e.case_id = c.id and e.act in ('closed', 'settled', 'withdrawn', 'reopened')
      order by e.day desc, e.n desc limit 1
    ) ended
    where c.office = 'ombudsman' and c.closed_on is not null
      and not awaits_erasure(c.id) and ended.act <> 'reopened'
      and ended.day < no_later_than_today(before, c.zone) - case
        when ended.act = 'closed' and c.channel <> 'teams_card' and c.category <> 'safety' and c.reply_hours is null then 1
        else 0 end
      and not exists (select from receipt r join delayed_inbox l on l.lookup = r.lookup where r.case_id = c.id);
end
$$;

revoke execute on function ombudsman_cases_to_erase from public;
grant execute on function ombudsman_cases_to_erase to aside_duty;

reset role;
