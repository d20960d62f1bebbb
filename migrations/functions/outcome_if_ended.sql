-- How the first answer came of a case that its person takes back on this day: counted from its terms and from
-- everything that was done, with what of hers still waits for the release, by the rule of `src/domain/case/deadline.ts`
-- and never from columns. `test/db/outcome-if-ended.test.ts` holds the two against each other.
-- @param ended_at of the act; `null`: where an hour's clock runs, its day is asked then
-- @returns on_time, late (an answer came), ended_late (none did) or none
set local role aside_keeper;

create or replace function outcome_if_ended(wanted text, on_day date, ended_at timestamptz) returns text
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  letters constant text[] := array['added', 'named', 'consented', 'declined'];
  ends constant text[] := array['closed', 'settled', 'withdrawn'];
  terms record;
  one record;
  due date;
  due_at timestamptz;
  paused date;
  paused_at timestamptz;
  moved date;
  owed boolean := true;
  closed boolean := false;
  responded boolean := false;
  outcome text;
  asked_late boolean;
  in_time boolean;
begin
  select c.received_on + c.reply_days as due, c.received_at + make_interval(hours => c.reply_hours) as due_at,
    c.reply_days, c.zone into terms
  from "case" c where c.id = wanted;
  due_at := terms.due_at;
  due := coalesce(
    (due_at at time zone terms.zone)::date,
    (
      select e.corrects + terms.reply_days from event e
      where e.case_id = wanted and e.act = 'corrected' order by e.n desc limit 1
    ),
    terms.due
  );
  for one in
    with written as (
      select row_number() over (order by h.part, h.number) as n, h.act, h.day, h.at
      from (
        select 1 as part, e.n as number, e.act, e.day, e.at from event e where e.case_id = wanted
        union all
        select 2, l.n, l.act, l.day, null from delayed_inbox l join receipt r on r.lookup = l.lookup where r.case_id = wanted
        union all
        select 3, 1, 'withdrawn', on_day, ended_at
      ) h
    )
    select w.act, w.day, w.at, (
      select l.day from written l
      where w.act = 'answered' and l.n > w.n and l.act = any (letters) and l.day < w.day order by l.n limit 1
    ) as unseen
    from written w order by greatest(w.day, (
      select max(l.day) from written l where w.act = 'settled' and l.n < w.n and l.act in ('closed', 'reopened')
    )), w.n
  loop
    if one.act in ('asked', 'consent_asked') and paused is null and not closed then
      paused := one.day;
      paused_at := one.at;
    elsif one.act = 'reopened' then
      closed := false;
    elsif one.act = any (letters || ends || 'answered'::text) then
      asked_late := paused is not null
        and case when due_at is not null and paused_at is not null then paused_at > due_at else paused > due end;
      in_time := case when paused is not null then not asked_late
        when due_at is not null and one.at is not null then one.at <= due_at
        else one.day <= due end;
      if one.act = 'answered' and not responded and not closed then
        responded := true;
        if not in_time then
          outcome := 'late';
        elsif paused is null or one.day - paused <= 14 then
          outcome := coalesce(outcome, 'on_time');
        end if;
      elsif one.act = any (ends) and owed and not closed and not responded and not in_time then
        outcome := 'late';
      end if;
      -- However a pause ends, the days that were left are left afterwards, and two at least.
      if paused is not null and owed and not asked_late then
        if due_at is not null and paused_at is not null and one.at is not null then
          due_at := greatest(due_at + (one.at - paused_at), one.at + interval '48 hours');
          due := (due_at at time zone terms.zone)::date;
        else
          moved := greatest(due + greatest(0, one.day - paused), one.day + 2);
          due_at := due_at + make_interval(hours => 24 * (moved - due));
          due := moved;
        end if;
      end if;
      paused := null;
      paused_at := null;
      if one.act = 'answered' then
        owed := false;
      elsif one.act = any (ends) then
        closed := true;
      end if;
      if not owed and (one.act = any (letters) or one.unseen is not null) then
        owed := true;
        due := coalesce(one.unseen, one.day) + terms.reply_days;
        due_at := null;
      end if;
    end if;
  end loop;
  return case when outcome = 'late' and not responded then 'ended_late' else coalesce(outcome, 'none') end;
end
$$;

revoke execute on function outcome_if_ended from public;

reset role;
