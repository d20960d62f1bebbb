-- Whatever a person does at once in a case that its office has seen, keeping somebody out, taking back, undoing that or
-- an act that is refused, leaves the number of its transaction: in the row of whom she kept out, in the rows of its
-- present readers, or in the lock of her case. At the day's end such a case and these rows are written anew, all of the
-- day in one transaction and in the order of their ids, which are chance: afterwards all bear the number of this one. A
-- case that somebody is at waits for the next turn, and so does a danger whose minute is still kept. Of what was taken
-- back all rows are written anew, also of what no office has seen.
set local role aside_keeper;

create or replace function rewrite_exclusions() returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  touched text[] := array(
    select c.id from "case" c
    where (c.received_at is null or c.reply_hours is not null) and (
      (c.xmax <> '0'::xid and c.xmax <> c.xmin)
      or exists (select from exclusion e where e.case_id = c.id and e.xmin <> c.xmin)
    )
    order by c.id for update skip locked
  );
begin
  update "case" set paused_days = paused_days where id = any (touched);
  with taken as (
    delete from exclusion where case_id = any (touched) returning case_id, tag
  )
  insert into exclusion (case_id, tag) select t.case_id, t.tag from taken t order by t.case_id, t.tag;
  update reader set until = until where case_id = any (touched) and (until is null or until = '-infinity');
  lock table erasure in share row exclusive mode;
  with taken as (delete from erasure returning *)
  insert into erasure select t.* from taken t order by t.lookup;
  return cardinality(touched);
end
$$;

revoke execute on function rewrite_exclusions from public;
grant execute on function rewrite_exclusions to aside_duty;

reset role;
