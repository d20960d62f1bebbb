-- A refused try, of whoever it was. Not of somebody who is kept out of the case: a click on what was there this morning
-- would say for ever who was (T-106). Where a secret went since, his tag is known by nobody: of a case from which
-- somebody is kept out nobody's is written who is of its office and no reader. Nor of a reader who left the office of
-- the case since. Nor of a custodian whose request went, with who asked it or with the case, or was decided: only where
-- the request is there and another's. The same is done for him and undone, so that he waits as long, and not even what
-- is undone names him.
set local role aside_keeper;

create or replace function audit_refusal(refused text, at_instant timestamptz, wanted text, tags bytea[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  who text := this_officer();
  -- Read whatever is wanted: it takes as long where there is no such case.
  offices jsonb := roster_offices();
  custodial boolean := exists (select from custodian c where c.person = who and c.until is null);
  unsaid boolean := case when custodial
    then wanted is not null and not exists (
      select from identity_request i where i.id = wanted and not awaits_erasure(i.case_id) and not holds_half(i.case_id, i.message_id)
    )
    else exists (
      select from "case" c
        left join reader r on r.case_id = c.id and r.officer = who
        cross join lateral (select works_at(offices, who, c.office) as here) o
      where c.id = wanted and case when r.case_id is not null then not o.here else exists (
        select from exclusion e where e.case_id = c.id and (o.here or e.tag = any (tags))
      ) end
    ) end;
begin
  if coalesce(who, '') = '' or at_instant is null or refused !~ '^[a-z_]{1,40}$' then
    raise exception using errcode = 'AS001', message = 'ledger: a refused try is somebody''s';
  end if;
  begin
    perform append_ledger(
      (at_instant at time zone 'UTC')::date, at_instant,
      case when custodial then 'custodian' else 'officer' end,
      case when unsaid then null else who end, 'refused.' || refused, null
    );
    if unsaid then
      raise exception using errcode = 'AS003', message = 'ledger: undone';
    end if;
  exception when sqlstate 'AS003' then
    null;
  end;
end
$$;

revoke execute on function audit_refusal from public;
grant execute on function audit_refusal to aside_desk;

reset role;
