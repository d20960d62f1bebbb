-- Has its person been waited for these fourteen days? Counted from the acts, in the order of their days as the clock
-- counts them (`src/domain/case/deadline.ts`): since the first question, to a case that was open, after whatever ended
-- the pause before. What waits for the release from a day before may be the answer.
set local role aside_keeper;

create or replace function has_question_lapsed(wanted text, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select min(a.day) < on_day - 14 and not exists (
    select from receipt r join delayed_inbox l on l.lookup = r.lookup where r.case_id = wanted and l.day < on_day
  )
  from event a
  where a.case_id = wanted and a.act in ('asked', 'consent_asked') and not exists (
    select from event e
    where e.case_id = wanted and (e.day, e.n) > (a.day, a.n)
      and e.act in ('added', 'named', 'consented', 'declined', 'answered', 'closed', 'settled', 'withdrawn')
  ) and (
    select e.act from event e
    where e.case_id = wanted and (e.day, e.n) < (a.day, a.n)
      and e.act in ('closed', 'settled', 'withdrawn', 'reopened')
    order by e.day desc, e.n desc limit 1
  ) in ('closed', 'settled', 'withdrawn') is not true
$$;

revoke execute on function has_question_lapsed from public;

reset role;
