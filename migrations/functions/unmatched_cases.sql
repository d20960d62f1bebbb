-- Cases in which acts and what they bring (`rows_by_act`) do not match, on any day: an answer that was said without a
-- letter, a letter without the act that it needs.
-- @param written of this transaction alone, by day; `null`: of all that stands, by case, and no letter two days from
-- every act: of what an earlier version wrote around midnight the days differ by one. Requests for a name are asked for
-- in the first case only: those of somebody who was kept out are gone.
set local role aside_keeper;

create or replace function unmatched_cases(wanted text[], written xid) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct counted.case_id from (
    select e.case_id, e.day, b.brings, b.at_least, b.at_most, 0 as there
    from event e join rows_by_act() b on b.act = e.act
    where e.case_id = any (wanted) and (written is null and b.brings <> 'request for a name' or e.xmin = written)
    union all
    select m.case_id, m.day, w.brings, 0, 0, 1
    from message m cross join lateral unnest(array[
      m.dir || ' ' || m.kind,
      case when m.dir = 'r>o' and m.kind in ('addition', 'consent') then 'r>o words' end
    ]) w (brings)
    where m.case_id = any (wanted) and w.brings is not null and (written is null or m.xmin = written)
    union all
    select c.case_id, c.day, case when c.agreed then 'yes' else 'no' end, 0, 0, 1
    from consent c
    where c.case_id = any (wanted) and c.office is not null and (written is null or c.xmin = written)
    union all
    select i.case_id, i.asked_on, 'request for a name', 0, 0, 1
    from identity_request i
    where i.case_id = any (wanted) and i.xmin = written
  ) counted
  group by counted.case_id, case when written is not null then counted.day end, counted.brings
  having sum(counted.there) not between sum(counted.at_least) and sum(counted.at_most)
  union
  select m.case_id from message m
  where m.case_id = any (wanted) and written is null and not exists (
    select from event e where e.case_id = m.case_id and e.day between m.day - 1 and m.day + 1
  )
$$;

revoke execute on function unmatched_cases from public;
grant execute on function unmatched_cases to aside_duty;

reset role;
