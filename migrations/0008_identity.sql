-- Names that take two to open. Officers hold one half, custodians the other, and nobody holds both: that is refused
-- here too, whatever the register is told. A custodian is no reader of any case. What he may know of one (that an
-- office asked, and why) is answered by the functions below, and only where a key packet of the name was made for him.

grant select, insert on custodian to aside_register;
grant update (until) on custodian to aside_register;
grant select on custodian to aside_keeper;

-- Two registrations at the same moment wait for each other at the person's row.
create function never_both() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from person p where p.id = new.person for update;
  if exists (
    select from membership m join custodian c on c.person = m.person
    where m.person = new.person
      and (m.until is null or m.until > c.since) and (c.until is null or c.until > m.since)
  ) then
    raise exception using errcode = 'AS001', constraint = 'never_both',
      message = format('%s: nobody is an officer and a custodian', tg_table_name);
  end if;
  return null;
end
$$;
revoke execute on function never_both() from public;
create trigger custodian_is_no_officer after insert or update on custodian
for each row execute function never_both();
create trigger officer_is_no_custodian after insert or update on membership
for each row execute function never_both();
create trigger custodian_stays before delete on custodian
for each row execute function refuse('who was a custodian, was one');

-- The signed list is refused by whoever seals. It need not be published first.
create function refuse_both_in_roster() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  listed jsonb;
begin
  begin
    listed := new.roster::jsonb;
  exception when invalid_text_representation then
    return new; -- No roster at all: no sealer takes it.
  end;
  if exists (
    select from jsonb_array_elements(listed -> 'officers') o, jsonb_array_elements(listed -> 'custodians') c
    where o ->> 'id' = c ->> 'id' or o ->> 'fingerprint' = c ->> 'fingerprint'
  ) then
    raise exception using errcode = 'AS001', constraint = 'never_both',
      message = 'directory: nobody is an officer and a custodian';
  end if;
  return new;
end
$$;
revoke execute on function refuse_both_in_roster() from public;
create trigger directory_names_nobody_twice before insert on directory
for each row execute function refuse_both_in_roster();

-- One question at a time for a case, decided once.
create unique index identity_request_one on identity_request (case_id) where decision is null;
alter table identity_request enable row level security;
alter table identity_request force row level security;
create policy keeper on identity_request to aside_keeper using (true) with check (true);
create policy desk on identity_request for select to aside_desk
using (exists (select from reader r where r.case_id = identity_request.case_id));
create policy desk_asks on identity_request for insert to aside_desk
with check (
  officer = this_officer() and decision is null and decided_by is null and decided_on is null
  and exists (select from reader r where r.case_id = identity_request.case_id)
  and exists (
    select from message m
    where m.id = identity_request.message_id and m.case_id = identity_request.case_id and m.kind = 'identity'
  )
);
grant select, insert on identity_request to aside_desk;
grant select on identity_request to aside_keeper;
grant update (decision, decided_by, decided_on) on identity_request to aside_keeper;
create trigger identity_request_is_decided_once before update on identity_request
for each row when (
  old.decision is not null
  or new.id is distinct from old.id
  or new.case_id is distinct from old.case_id
  or new.message_id is distinct from old.message_id
  or new.officer is distinct from old.officer
  or new.reason is distinct from old.reason
  or new.asked_on is distinct from old.asked_on
) execute function refuse('what was asked and decided stays');
create trigger identity_request_is_shredded before delete on identity_request
for each row when (current_user <> 'aside_keeper') execute function refuse('what was asked and decided stays');

-- She may say more of who she is; nobody can make it less, and call a name that was given not given.
grant update (identity) on "case" to aside_reporter;
create trigger case_identity_only_grows before update of identity on "case"
for each row when (
  new.identity is distinct from old.identity and old.identity <> 'not_told' and new.identity <> 'named'
) execute function refuse('who said who she is, said it');

-- A released half is an officer's to read, and a custodian's alone to give: no other role writes one.
create policy desk_released on message_key for select to aside_desk
using (
  role = 'released' and reader = this_officer()
  and exists (select from message m where m.id = message_key.message_id)
);
create policy released_by_a_custodian on message_key as restrictive for insert
to aside_intake, aside_reporter, aside_desk with check (role <> 'released');

grant insert on message_key, event to aside_keeper;
-- To hold a case still while a decision is written.
grant update (state) on "case" to aside_keeper;

grant create on schema public to aside_keeper;
set local role aside_keeper;

create function holds_half(message text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from custodian c join message_key k on k.reader = c.person
    where c.person = this_officer() and c.until is null and k.role = 'custodian' and k.message_id = message
  )
$$;

create function names_to_release()
returns table (id text, reference text, office text, zone text, asked_on date, reason text, officer text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.id, c.reference, c.office, c.zone, i.asked_on, i.reason, i.officer
  from identity_request i join "case" c on c.id = i.case_id
  where i.decision is null and c.closed_on is null and holds_half(i.message_id)
  order by i.asked_on, c.reference
$$;

-- His half, and for whom he may make it anew: whoever reads the case now and has the other half.
create function name_to_release(wanted text)
returns table (case_id text, key bytea, half bytea, readers text[], tags bytea[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.case_id, k.key, own.packet,
    array(
      select r.officer from reader r join message_key o
        on o.message_id = i.message_id and o.role = 'officer' and o.reader = r.officer
      where r.case_id = i.case_id and r.until is null order by r.officer
    ),
    array(select x.tag from exclusion x where x.case_id = i.case_id)
  from identity_request i
    join "case" c on c.id = i.case_id
    join case_key k on k.case_id = i.case_id
    join message_key own
      on own.message_id = i.message_id and own.role = 'custodian' and own.reader = this_officer()
  where i.id = wanted and i.decision is null and c.closed_on is null and holds_half(i.message_id)
$$;

create function decide_name(
  wanted text, verdict text, officers text[], packets bytea[], on_day date, at_instant timestamptz
) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  asked record;
begin
  perform from "case" c join identity_request i on i.case_id = c.id
  where i.id = wanted and c.closed_on is null for update of c;
  select i.case_id, i.message_id into asked from identity_request i
  where i.id = wanted and i.decision is null and holds_half(i.message_id) for update;
  if asked is null or exists (select from "case" c where c.id = asked.case_id and c.closed_on is not null) then
    return false;
  end if;
  if verdict = 'released' then
    if cardinality(officers) = 0 or exists (
      select from unnest(officers) as o (id)
      where not exists (
        select from reader r join message_key k
          on k.message_id = asked.message_id and k.role = 'officer' and k.reader = r.officer
        where r.case_id = asked.case_id and r.officer = o.id and r.until is null
      )
    ) then
      raise exception using errcode = '42501', message = 'message_key: a name is released to readers only';
    end if;
    insert into message_key (message_id, role, reader, packet)
    select asked.message_id, 'released', o.id, o.packet from unnest(officers, packets) as o (id, packet)
    on conflict do nothing;
  end if;
  update identity_request set decision = verdict, decided_by = this_officer(), decided_on = on_day
  where id = wanted;
  insert into event (case_id, n, day, at, act, actor)
  select asked.case_id, max(e.n) + 1, on_day, at_instant, 'identity_' || verdict, 'custodian'
  from event e where e.case_id = asked.case_id;
  return true;
end
$$;

revoke execute on function holds_half, names_to_release, name_to_release, decide_name from public;
grant execute on function names_to_release, name_to_release, decide_name to aside_desk;

reset role;
revoke create on schema public from aside_keeper;
