-- Who sees which row. Every officer reads under the same role; `aside.officer` names her for one transaction, and
-- `aside.lookups` the receipts of a person. Where neither is set, nothing is seen. The owner of the tables is under
-- the same law: no policy is for it, so a server that forgets to take a role sees nothing.

create function this_officer() returns text language sql stable as $$
  select current_setting('aside.officer', true)
$$;

create function these_lookups() returns bytea[] language sql stable as $$
  select coalesce(array_agg(decode(part, 'hex')), '{}'::bytea[])
  from unnest(string_to_array(nullif(current_setting('aside.lookups', true), ''), ',')) as part
$$;

do $$
declare
  guarded text;
begin
  foreach guarded in array array[
    'case', 'case_leaf', 'case_key', 'message', 'envelope', 'message_key', 'reader', 'receipt', 'exclusion', 'event',
    'consent', 'read_mark'
  ] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format('create policy keeper on %I to aside_keeper using (true) with check (true)', guarded);
    if guarded <> 'read_mark' then
      execute format('create policy intake on %I for insert to aside_intake with check (true)', guarded);
    end if;
  end loop;
end
$$;
-- To find the first free place for a receipt; the column grant shows the hash and nothing beside it.
create policy intake_places on receipt for select to aside_intake using (true);

-- The desk: a case is there for whom a reader row of it is there.
create policy desk on reader for select to aside_desk using (officer = this_officer() and until is null);
-- Written so that it is looked up for each case that is looked at: `exists` lets the planner gather every row an officer
-- ever had first, and the queue would cost as much as all cases together instead of the open ones.
create policy desk on "case" for select to aside_desk
using (coalesce((select true from reader r where r.case_id = "case".id limit 1), false));
create policy desk_changes on "case" for update to aside_desk
using (coalesce((select true from reader r where r.case_id = "case".id limit 1), false));
create policy desk on message for select to aside_desk
using (exists (select from reader r where r.case_id = message.case_id));
create policy desk_writes on message for insert to aside_desk
with check (exists (select from reader r where r.case_id = message.case_id));
create policy desk on envelope for select to aside_desk
using (exists (select from message m where m.id = envelope.message_id));
create policy desk_writes on envelope for insert to aside_desk
with check (exists (select from message m where m.id = envelope.message_id));
create policy desk on event for select to aside_desk
using (exists (select from reader r where r.case_id = event.case_id));
create policy desk_writes on event for insert to aside_desk
with check (
  actor = 'officer' and officer = this_officer()
  and exists (select from reader r where r.case_id = event.case_id)
);
create policy desk on consent for select to aside_desk
using (exists (select from reader r where r.case_id = consent.case_id));
create policy desk_writes on consent for insert to aside_desk
with check (exists (select from reader r where r.case_id = consent.case_id));
create policy desk on case_leaf for select to aside_desk
using (exists (select from reader r where r.case_id = case_leaf.case_id));
create policy desk on case_key for select to aside_desk
using (exists (select from reader r where r.case_id = case_key.case_id));
create policy desk on exclusion for select to aside_desk
using (exists (select from reader r where r.case_id = exclusion.case_id));
create policy desk on read_mark to aside_desk
using (officer = this_officer())
with check (officer = this_officer() and exists (select from reader r where r.case_id = read_mark.case_id));

-- A person: her receipts, and through them her cases.
create policy reporter on receipt for select to aside_reporter using (lookup = any ((select these_lookups())::bytea[]));
create policy reporter on "case" for select to aside_reporter
using (exists (select from receipt r where r.case_id = "case".id));
create policy reporter_changes on "case" for update to aside_reporter
using (exists (select from receipt r where r.case_id = "case".id));
create policy reporter on message for select to aside_reporter
using (exists (select from receipt r where r.case_id = message.case_id));
create policy reporter_writes on message for insert to aside_reporter
with check (dir = 'r>o' and exists (select from receipt r where r.case_id = message.case_id));
-- That officers wrote a note among themselves is counted in the order of letters; the note is not hers.
create policy reporter on envelope for select to aside_reporter
using (exists (select from message m where m.id = envelope.message_id and m.dir <> 'o>o'));
create policy reporter_writes on envelope for insert to aside_reporter
with check (exists (select from message m where m.id = envelope.message_id));
create policy reporter on message_key for select to aside_reporter
using (role = 'reporter' and exists (select from message m where m.id = message_key.message_id));
create policy reporter on reader for select to aside_reporter
using (until is null and exists (select from receipt r where r.case_id = reader.case_id));
create policy reporter on event for select to aside_reporter
using (exists (select from receipt r where r.case_id = event.case_id));
create policy reporter_writes on event for insert to aside_reporter
with check (actor = 'reporter' and exists (select from receipt r where r.case_id = event.case_id));
create policy reporter on case_leaf for select to aside_reporter
using (exists (select from receipt r where r.case_id = case_leaf.case_id));
create policy reporter on case_key for select to aside_reporter
using (exists (select from receipt r where r.case_id = case_key.case_id));
create policy reporter on exclusion for select to aside_reporter
using (exists (select from receipt r where r.case_id = exclusion.case_id));

-- Duties: every case, no letter.
create policy duty on "case" for select to aside_duty using (true);
create policy duty_changes on "case" for update to aside_duty using (true);
create policy duty on event for select to aside_duty using (true);
create policy duty_writes on event for insert to aside_duty with check (actor = 'duty');
create policy duty on reader for select to aside_duty using (true);
create policy duty on case_key for select to aside_duty using (true);

-- Officers see their own rows only, so what must be known of the others is answered here, and only to a reader.
grant select on "case", message, envelope, message_key, reader to aside_keeper;

create function readers_of(wanted text) returns table (officer text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.officer from reader r
  where r.case_id = wanted and r.until is null
    and exists (
      select from reader own
      where own.case_id = wanted and own.officer = this_officer() and own.until is null
    )
  order by r.officer
$$;

create function sealed_to(wanted text) returns table (message_id text, role text, reader text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.message_id, k.role, k.reader
  from message m join message_key k on k.message_id = m.id
  where m.case_id = wanted
    and exists (
      select from reader own
      where own.case_id = wanted and own.officer = this_officer() and own.until is null
    )
  order by k.role, k.reader
$$;

-- A letter of a running case is sealed for whom it is there now, and for nobody else.
create function may_be_sealed_to(message text, to_role text, to_reader text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select to_role <> 'officer' or exists (
    select from message m join reader r on r.case_id = m.case_id
    where m.id = message and r.officer = to_reader and r.until is null
  )
$$;

create policy desk on message_key for select to aside_desk
using (
  role = 'officer' and reader = this_officer()
  and exists (select from message m where m.id = message_key.message_id)
);
create policy desk_writes on message_key for insert to aside_desk
with check (
  exists (select from message m where m.id = message_key.message_id)
  and may_be_sealed_to(message_id, role, reader)
);
create policy reporter_writes on message_key for insert to aside_reporter
with check (
  exists (select from message m where m.id = message_key.message_id)
  and may_be_sealed_to(message_id, role, reader)
);

revoke execute on function this_officer, these_lookups, readers_of, sealed_to, may_be_sealed_to from public;
grant execute on function this_officer to aside_desk, aside_keeper;
grant execute on function these_lookups to aside_reporter;
grant execute on function readers_of, sealed_to to aside_desk;
grant execute on function may_be_sealed_to to aside_desk, aside_reporter;
