-- A custodian discloses a confidential name, for readers of the case who have their own half, or refuses to. Once, and
-- only while the case is open; the event, with what he signed, and its line of the ledger are written with it.
set local role aside_keeper;

create or replace function decide_name(
  wanted text, verdict text, officers text[], packets bytea[], on_day date, at_instant timestamptz,
  signed text
) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  asked record;
begin
  perform from "case" c join identity_request i on i.case_id = c.id
  where i.id = wanted and c.closed_on is null for update of c;
  select i.case_id, i.message_id into asked from identity_request i
  where i.id = wanted and i.decision is null and holds_half(i.case_id, i.message_id) for update;
  if asked is null or exists (select from "case" c where c.id = asked.case_id and c.closed_on is not null) then
    return false;
  end if;
  if verdict = 'released' then
    if cardinality(officers) = 0 or exists (
      select from unnest(officers) as o (id)
      where not exists (
        select from reader r join message_key k
          on k.case_id = asked.case_id and k.message_id = asked.message_id
          and k.role = 'officer' and k.reader = r.officer
        where r.case_id = asked.case_id and r.officer = o.id and r.until is null
      )
    ) then
      raise exception using errcode = '42501', message = 'message_key: a name is disclosed to readers only';
    end if;
    insert into message_key (case_id, message_id, role, reader, packet)
    select asked.case_id, asked.message_id, 'released', o.id, o.packet
    from unnest(officers, packets) as o (id, packet)
    on conflict do nothing;
  end if;
  update identity_request set decision = verdict, decided_by = this_officer(), decided_on = on_day
  where id = wanted;
  insert into event (case_id, n, day, at, act, actor, signed_act)
  select asked.case_id, max(e.n) + 1, on_day, at_instant, 'identity_' || verdict, 'custodian', signed
  from event e where e.case_id = asked.case_id;
  perform append_ledger(
    on_day, coalesce(at_instant, now()), 'custodian', this_officer(), 'identity_' || verdict, ledger_ref(asked.case_id)
  );
  return true;
end
$$;

revoke execute on function decide_name from public;
grant execute on function decide_name to aside_desk;

reset role;
