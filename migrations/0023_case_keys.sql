-- Ids that a sender chooses are one of a kind within their case, and nowhere alone: whether another case has the same is
-- nothing that anybody can ask (T-136). What is stored gets the case beside it, and every question asks for both.
ALTER TABLE "attachment_piece" DROP CONSTRAINT "attachment_piece_attachment_id_attachment_id_fk";--> statement-breakpoint
ALTER TABLE "attachment" DROP CONSTRAINT "attachment_message_id_message_id_fk";--> statement-breakpoint
ALTER TABLE "envelope" DROP CONSTRAINT "envelope_message_id_message_id_fk";--> statement-breakpoint
ALTER TABLE "identity_request" DROP CONSTRAINT "identity_request_message_id_message_id_fk";--> statement-breakpoint
ALTER TABLE "message_key" DROP CONSTRAINT "message_key_message_id_message_id_fk";--> statement-breakpoint
DROP INDEX "attachment_message";--> statement-breakpoint
ALTER TABLE "attachment_piece" DROP CONSTRAINT "attachment_piece_attachment_id_n_pk";--> statement-breakpoint
ALTER TABLE "message_key" DROP CONSTRAINT "message_key_message_id_role_reader_pk";--> statement-breakpoint
ALTER TABLE "attachment" DROP CONSTRAINT "attachment_pkey";--> statement-breakpoint
ALTER TABLE "envelope" DROP CONSTRAINT "envelope_pkey";--> statement-breakpoint
ALTER TABLE "message" DROP CONSTRAINT "message_pkey";--> statement-breakpoint
ALTER TABLE "attachment_piece" ADD COLUMN "case_id" text;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "case_id" text;--> statement-breakpoint
ALTER TABLE "envelope" ADD COLUMN "case_id" text;--> statement-breakpoint
ALTER TABLE "message_key" ADD COLUMN "case_id" text;--> statement-breakpoint
ALTER TABLE "upload" ADD COLUMN "case_id" text;--> statement-breakpoint
ALTER TABLE "upload" ADD COLUMN "file_id" text;--> statement-breakpoint

-- As the owner, for whom the rows are there only while row-level security is not forced; nothing of what was sent changes.
do $$
declare
  named text;
begin
  foreach named in array array['message', 'envelope', 'message_key', 'attachment', 'attachment_piece', 'upload', 'letterbox'] loop
    execute format('alter table %I no force row level security', named);
    execute format('alter table %I disable trigger user', named);
  end loop;
  update envelope e set case_id = m.case_id from message m where m.id = e.message_id;
  update message_key k set case_id = m.case_id from message m where m.id = k.message_id;
  update attachment a set case_id = m.case_id from message m where m.id = a.message_id;
  update attachment_piece p set case_id = a.case_id from attachment a where a.id = p.attachment_id;
  -- Files whose letter waits.
  update upload u set case_id = l ->> 'case', file_id = u.id
  from letterbox b, jsonb_array_elements(convert_from(b.body, 'UTF8')::jsonb -> 'letters') l
  where u.message_id = l ->> 'id';
  -- What else was named, waits for nothing: its letter went without it.
  delete from upload where message_id is not null and case_id is null;
  foreach named in array array['message', 'envelope', 'message_key', 'attachment', 'attachment_piece', 'upload', 'letterbox'] loop
    execute format('alter table %I enable trigger user', named);
    execute format('alter table %I force row level security', named);
  end loop;
end
$$;
--> statement-breakpoint
ALTER TABLE "attachment_piece" ALTER COLUMN "case_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "attachment" ALTER COLUMN "case_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "envelope" ALTER COLUMN "case_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "message_key" ALTER COLUMN "case_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "attachment_piece" ADD CONSTRAINT "attachment_piece_case_id_attachment_id_n_pk" PRIMARY KEY("case_id","attachment_id","n");--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_case_id_id_pk" PRIMARY KEY("case_id","id");--> statement-breakpoint
ALTER TABLE "envelope" ADD CONSTRAINT "envelope_case_id_message_id_pk" PRIMARY KEY("case_id","message_id");--> statement-breakpoint
ALTER TABLE "message_key" ADD CONSTRAINT "message_key_case_id_message_id_role_reader_pk" PRIMARY KEY("case_id","message_id","role","reader");--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_case_id_id_pk" PRIMARY KEY("case_id","id");--> statement-breakpoint
ALTER TABLE "attachment_piece" ADD CONSTRAINT "attachment_piece_case_id_attachment_id_attachment_case_id_id_fk" FOREIGN KEY ("case_id","attachment_id") REFERENCES "public"."attachment"("case_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_case_id_message_id_message_case_id_id_fk" FOREIGN KEY ("case_id","message_id") REFERENCES "public"."message"("case_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "envelope" ADD CONSTRAINT "envelope_case_id_message_id_message_case_id_id_fk" FOREIGN KEY ("case_id","message_id") REFERENCES "public"."message"("case_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_request" ADD CONSTRAINT "identity_request_case_id_message_id_message_case_id_id_fk" FOREIGN KEY ("case_id","message_id") REFERENCES "public"."message"("case_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_key" ADD CONSTRAINT "message_key_case_id_message_id_message_case_id_id_fk" FOREIGN KEY ("case_id","message_id") REFERENCES "public"."message"("case_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "upload_file" ON "upload" USING btree ("case_id","file_id");--> statement-breakpoint
CREATE INDEX "attachment_message" ON "attachment" USING btree ("case_id","message_id");--> statement-breakpoint
drop index consent_once;
create unique index consent_once on consent (case_id, request, agreed) where request is not null;

-- What a letter's parts are seen by: its place in its own case.
drop policy desk on envelope;
drop policy desk_writes on envelope;
drop policy reporter on envelope;
drop policy reporter_writes on envelope;
drop policy desk on message_key;
drop policy desk_released on message_key;
drop policy desk_writes on message_key;
drop policy reporter on message_key;
drop policy reporter_writes on message_key;
drop policy desk on attachment;
drop policy desk on attachment_piece;

create policy desk on envelope for select to aside_desk
using (exists (select from message m where m.case_id = envelope.case_id and m.id = envelope.message_id));
create policy desk_writes on envelope for insert to aside_desk
with check (exists (select from message m where m.case_id = envelope.case_id and m.id = envelope.message_id));
-- That officers wrote a note among themselves is counted in the order of letters; the note is not hers.
create policy reporter on envelope for select to aside_reporter
using (exists (
  select from message m where m.case_id = envelope.case_id and m.id = envelope.message_id and m.dir <> 'o>o'
));
create policy reporter_writes on envelope for insert to aside_reporter
with check (exists (select from message m where m.case_id = envelope.case_id and m.id = envelope.message_id));
create policy reporter on message_key for select to aside_reporter
using (
  role = 'reporter'
  and exists (select from message m where m.case_id = message_key.case_id and m.id = message_key.message_id)
);
create policy desk on message_key for select to aside_desk
using (
  role = 'officer' and reader = this_officer()
  and exists (select from message m where m.case_id = message_key.case_id and m.id = message_key.message_id)
);
-- A released half is an officer's to read, and a custodian's alone to give (0008).
create policy desk_released on message_key for select to aside_desk
using (
  role = 'released' and reader = this_officer()
  and exists (select from message m where m.case_id = message_key.case_id and m.id = message_key.message_id)
);
create policy desk on attachment for select to aside_desk
using (exists (select from message m where m.case_id = attachment.case_id and m.id = attachment.message_id));
create policy desk on attachment_piece for select to aside_desk
using (exists (
  select from attachment a where a.case_id = attachment_piece.case_id and a.id = attachment_piece.attachment_id
));

grant update (case_id, message_id, file_id) on upload to aside_keeper;
alter table upload add constraint upload_named check (
  (message_id is null) = (case_id is null) and (message_id is null) = (file_id is null)
);

grant create on schema public to aside_keeper;
set local role aside_keeper;

create or replace function sealed_to(wanted text) returns table (message_id text, role text, reader text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.message_id, k.role, k.reader
  from message_key k
  where k.case_id = wanted
    and exists (
      select from reader own
      where own.case_id = wanted and own.officer = this_officer() and own.until is null
    )
  order by k.role, k.reader
$$;

-- A letter of a running case is sealed for whom it is there now, and for nobody else.
drop function may_be_sealed_to;
create function may_be_sealed_to(wanted text, to_role text, to_reader text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select to_role <> 'officer' or exists (
    select from reader r where r.case_id = wanted and r.officer = to_reader and r.until is null
  )
$$;
revoke execute on function may_be_sealed_to from public;
grant execute on function may_be_sealed_to to aside_desk, aside_reporter;

create or replace function sealed_letters(wanted_reference text)
returns table (message_id text, case_id text, n int, dir text, seq int, kind text, day date, data bytea,
  readers text[], packets bytea[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.id, m.case_id, m.n, m.dir, m.seq, m.kind, m.day, e.data,
    array(
      select k.reader from message_key k
      where k.case_id = m.case_id and k.message_id = m.id order by k.role, k.reader
    ),
    array(
      select k.packet from message_key k
      where k.case_id = m.case_id and k.message_id = m.id order by k.role, k.reader
    )
  from "case" c
    join message m on m.case_id = c.id
    join envelope e on e.case_id = m.case_id and e.message_id = m.id
  where c.reference = wanted_reference
  order by m.n
$$;

-- As before (0007).
create or replace function keep_out(wanted text, officers text[], tags bytea[]) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  remaining integer;
begin
  if not exists (select from receipt r where r.case_id = wanted and r.lookup = any (these_lookups())) then
    return null;
  end if;
  select count(distinct r.officer)::int into remaining from reader r
  where r.case_id = wanted and r.until is null and r.officer <> all (officers);
  if remaining = 0 then
    return 0;
  end if;
  insert into exclusion (case_id, tag) select wanted, tag from unnest(tags) as tag on conflict do nothing;
  delete from identity_request i where i.case_id = wanted and i.officer = any (officers) and i.decision is null;
  delete from message_key k
  where k.case_id = wanted
    and (k.role = 'recovery' or (k.role in ('officer', 'released') and k.reader = any (officers)));
  delete from read_mark r where r.case_id = wanted and r.officer = any (officers);
  delete from reader r where r.case_id = wanted and r.officer = any (officers);
  return remaining;
end
$$;

drop function holds_half;
create function holds_half(wanted text, message text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from custodian c join message_key k on k.reader = c.person
    where c.person = this_officer() and c.until is null
      and k.role = 'custodian' and k.case_id = wanted and k.message_id = message
  )
$$;
revoke execute on function holds_half from public;

create or replace function names_to_release()
returns table (id text, reference text, office text, zone text, asked_on date, reason text, officer text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.id, c.reference, c.office, c.zone, i.asked_on, i.reason, i.officer
  from identity_request i join "case" c on c.id = i.case_id
  where i.decision is null and c.closed_on is null and holds_half(i.case_id, i.message_id)
  order by i.asked_on, c.reference
$$;

create or replace function name_to_release(wanted text)
returns table (case_id text, key bytea, half bytea, readers text[], tags bytea[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.case_id, k.key, own.packet,
    array(
      select r.officer from reader r join message_key o
        on o.case_id = i.case_id and o.message_id = i.message_id and o.role = 'officer' and o.reader = r.officer
      where r.case_id = i.case_id and r.until is null order by r.officer
    ),
    array(select x.tag from exclusion x where x.case_id = i.case_id)
  from identity_request i
    join "case" c on c.id = i.case_id
    join case_key k on k.case_id = i.case_id
    join message_key own
      on own.case_id = i.case_id and own.message_id = i.message_id
      and own.role = 'custodian' and own.reader = this_officer()
  where i.id = wanted and i.decision is null and c.closed_on is null and holds_half(i.case_id, i.message_id)
$$;

create or replace function decide_name(
  wanted text, verdict text, officers text[], packets bytea[], on_day date, at_instant timestamptz
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
      raise exception using errcode = '42501', message = 'message_key: a name is released to readers only';
    end if;
    insert into message_key (case_id, message_id, role, reader, packet)
    select asked.case_id, asked.message_id, 'released', o.id, o.packet
    from unnest(officers, packets) as o (id, packet)
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

-- Files. They come under an id of the server's, which the handle alone knows; a letter that claims them gives each the id
-- that stands inside its seal.
drop function claim_uploads;
create function claim_uploads(of_case text, message text, uploads text[], files text[]) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  wanted int := cardinality(files);
  ready int;
begin
  perform from upload u where u.id = any (uploads) order by u.id for update;
  select count(distinct u.id) into ready from upload u join unnest(uploads, files) as w (upload, file) on w.upload = u.id
  where u.message_id is null
    and u.size = (select coalesce(sum(octet_length(p.data)), 0) from upload_piece p where p.upload_id = u.id);
  if ready <> wanted or cardinality(uploads) <> wanted
    or exists (select from attachment a where a.case_id = of_case and a.id = any (files))
    or exists (select from upload u where u.case_id = of_case and u.file_id = any (files))
  then
    return false;
  end if;
  update upload u set case_id = of_case, message_id = claim_uploads.message, file_id = w.file
  from unnest(uploads, files) as w (upload, file) where w.upload = u.id;
  return true;
end
$$;

-- A letter's files join it. They are written anew, so that nothing says when they came.
drop function move_attachments;
create function move_attachments(of_case text, message text) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  moved int;
begin
  insert into attachment (case_id, id, message_id, size)
  select u.case_id, u.file_id, u.message_id, u.size from upload u
  where u.case_id = of_case and u.message_id = move_attachments.message order by u.file_id;
  get diagnostics moved = row_count;
  insert into attachment_piece (case_id, attachment_id, n, data)
  select u.case_id, u.file_id, p.n, p.data from upload_piece p join upload u on u.id = p.upload_id
  where u.case_id = of_case and u.message_id = move_attachments.message order by u.file_id, p.n;
  delete from upload u where u.case_id = of_case and u.message_id = move_attachments.message;
  return moved;
end
$$;
revoke execute on function claim_uploads, move_attachments from public;
grant execute on function claim_uploads to aside_intake, aside_reporter;
grant execute on function move_attachments to aside_intake, aside_reporter, aside_duty;

-- As before (0015), with the files of its letters.
create or replace function take_back_waiting(on_day date, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  letters int;
  taken record;
begin
  select b.office, convert_from(b.body, 'UTF8')::jsonb -> 'filing' ->> 'id' as case_id into taken from letterbox b
  where b.lookup = any (these_lookups()) and b.act = 'received' for update;
  if not found then
    return false;
  end if;
  select count(*) into letters
  from letterbox b, jsonb_array_elements(convert_from(b.body, 'UTF8')::jsonb -> 'letters') l
  where b.lookup = any (these_lookups());
  delete from upload u where u.case_id = taken.case_id;
  insert into shred (ref, office, day, letters, why)
  values (
    replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
    taken.office, date_trunc('month', on_day)::date, letters, reason
  );
  delete from letterbox b where b.lookup = any (these_lookups());
  return true;
end
$$;
drop function drop_uploads;

-- As before (0016): the case is beside everything that goes with it.
create or replace function shred_case(wanted text, line_ref text, on_day date, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into shred (ref, office, day, letters, why)
  select line_ref, c.office, on_day, (select count(*) from message m where m.case_id = c.id), reason
  from "case" c where c.id = wanted;
  if not found then
    return;
  end if;
  delete from identity_request where case_id = wanted;
  delete from upload where case_id = wanted;
  delete from letterbox l using receipt r where r.case_id = wanted and l.lookup = r.lookup;
  delete from attachment_piece where case_id = wanted;
  delete from attachment where case_id = wanted;
  delete from message_key where case_id = wanted;
  delete from envelope where case_id = wanted;
  delete from receipt where case_id = wanted;
  delete from case_key where case_id = wanted;
  delete from message where case_id = wanted;
  delete from event where case_id = wanted;
  delete from consent where case_id = wanted;
  delete from exclusion where case_id = wanted;
  delete from case_leaf where case_id = wanted;
  delete from read_mark where case_id = wanted;
  delete from reader where case_id = wanted;
  delete from "case" where id = wanted;
end
$$;

-- In the transaction of the request: whoever holds a half of this name, and nobody else (0013).
create or replace function tell_custodians() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into outbox (id, channel, address, day, urgent)
  select uuid_send(gen_random_uuid()), a.channel, a.address, new.asked_on, false
  from officer_address a
    join custodian c on c.person = a.officer and c.until is null
    join message_key k
      on k.case_id = new.case_id and k.message_id = new.message_id and k.role = 'custodian' and k.reader = a.officer
  where a.lost_on is null;
  return null;
end
$$;

reset role;
revoke create on schema public from aside_keeper;

create policy desk_writes on message_key for insert to aside_desk
with check (
  role in ('officer', 'reporter')
  and exists (select from message m where m.case_id = message_key.case_id and m.id = message_key.message_id)
  and may_be_sealed_to(case_id, role, reader)
);
create policy reporter_writes on message_key for insert to aside_reporter
with check (
  exists (select from message m where m.case_id = message_key.case_id and m.id = message_key.message_id)
  and may_be_sealed_to(case_id, role, reader)
);
