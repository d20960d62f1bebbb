-- Sealed files. On their way in they are an upload: a random id that only whoever made it knows, a size and a day.
-- A letter that names them claims them; with the letter they become attachments, which are evidence like every letter.

-- Ciphertext does not compress: not trying saves the time.
alter table upload_piece alter column data set storage external;
alter table attachment_piece alter column data set storage external;

alter table upload add constraint upload_id check (id ~ '^[A-Za-z0-9_-]{22}$');
alter table upload add constraint upload_size check (size > 0);
alter table upload_piece add constraint upload_piece_size check (octet_length(data) between 1 and 262144);
create index upload_message on upload (message_id) where message_id is not null;
create index upload_day on upload (day);

-- An attachment is evidence. Nobody, including us, edits one after it was received.
create trigger attachment_is_final before update on attachment
for each row execute function refuse('an attachment is final');
create trigger attachment_is_shredded before delete on attachment
for each row when (current_user <> 'aside_keeper') execute function refuse('an attachment goes only by shredding');
create trigger attachment_piece_is_final before update on attachment_piece
for each row execute function refuse('an attachment is final');
create trigger attachment_piece_is_shredded before delete on attachment_piece
for each row when (current_user <> 'aside_keeper') execute function refuse('an attachment goes only by shredding');
create trigger attachment_is_not_emptied before truncate on attachment
for each statement execute function refuse('nobody empties this');
create trigger attachment_piece_is_not_emptied before truncate on attachment_piece
for each statement execute function refuse('nobody empties this');

-- What was sent of a file is not written over, and a file that a letter named belongs to no other letter.
create trigger upload_piece_is_final before update on upload_piece
for each row execute function refuse('what was sent of a file stays');
create trigger upload_stays before update on upload
for each row when (
  new.id is distinct from old.id or new.size is distinct from old.size or new.day is distinct from old.day
  or old.message_id is not null
) execute function refuse('a file belongs to one letter');

do $$
declare
  guarded text;
begin
  foreach guarded in array array['upload', 'upload_piece', 'attachment', 'attachment_piece'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format('create policy keeper on %I to aside_keeper using (true) with check (true)', guarded);
  end loop;
end
$$;

-- Whoever lets things in sees what no letter named yet, and nothing after that.
grant select, insert on upload, upload_piece to aside_intake;
create policy intake on upload for select to aside_intake using (message_id is null);
create policy intake_writes on upload for insert to aside_intake with check (message_id is null);
create policy intake on upload_piece for select to aside_intake
using (exists (select from upload u where u.id = upload_piece.upload_id));
create policy intake_writes on upload_piece for insert to aside_intake
with check (exists (select from upload u where u.id = upload_piece.upload_id));

-- The desk: a file is there for whom its letter is there.
grant select on attachment, attachment_piece to aside_desk;
create policy desk on attachment for select to aside_desk
using (exists (select from message m where m.id = attachment.message_id));
create policy desk on attachment_piece for select to aside_desk
using (exists (select from attachment a where a.id = attachment_piece.attachment_id));

grant select, delete on upload, upload_piece to aside_keeper;
grant update (message_id) on upload to aside_keeper;
grant select, insert, delete on attachment, attachment_piece to aside_keeper;
-- What waits to be released goes with its case.
grant select, delete on letterbox to aside_keeper;
create policy shredding on letterbox to aside_keeper using (true);

grant create on schema public to aside_keeper;
set local role aside_keeper;

-- Marks files as belonging to a letter: all of them or none. A file counts when it is whole, and nobody else's letter
-- named it; asked again for the same letter it says the same.
create function claim_uploads(message text, ids text[]) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  wanted int := (select count(distinct i) from unnest(ids) as i);
  ready int;
begin
  perform from upload u where u.id = any (ids) order by u.id for update;
  select count(*) into ready from upload u
  where u.id = any (ids) and (u.message_id is null or u.message_id = claim_uploads.message)
    and u.size = (select coalesce(sum(octet_length(p.data)), 0) from upload_piece p where p.upload_id = u.id);
  if ready <> wanted or wanted <> cardinality(ids) then
    return false;
  end if;
  update upload u set message_id = claim_uploads.message where u.id = any (ids) and u.message_id is null;
  return true;
end
$$;

-- A letter's files join it. They are written anew, so that nothing says when they came.
create function move_attachments(message text) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  moved int;
begin
  insert into attachment (id, message_id, size)
  select u.id, u.message_id, u.size from upload u where u.message_id = move_attachments.message order by u.id;
  get diagnostics moved = row_count;
  insert into attachment_piece (attachment_id, n, data)
  select p.upload_id, p.n, p.data from upload_piece p join upload u on u.id = p.upload_id
  where u.message_id = move_attachments.message order by p.upload_id, p.n;
  delete from upload u where u.message_id = move_attachments.message;
  return moved;
end
$$;

-- The files of letters that wait no more because they were taken back.
create function drop_uploads(messages text[]) returns integer
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with dropped as (delete from upload u where u.message_id = any (messages) returning 1)
  select count(*)::int from dropped
$$;

-- What no letter named goes with its day. A file whose letter went without it is left without a key, and goes when
-- nothing waits any more that could have named it.
create function sweep_uploads(before date) returns integer
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with swept as (
    delete from upload u
    where (u.message_id is null and u.day < before)
      or (u.message_id is not null and u.day < before - 3
        and not exists (select from letterbox l where l.day between u.day - 1 and u.day + 3))
    returning 1
  )
  select count(*)::int from swept
$$;

-- As before (0007), with the files of a case, and with what of its person still waits for the release.
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
  -- The letters that wait name their files in words only they hold; each letter's id is one of them.
  delete from upload u using letterbox l, receipt r
  where r.case_id = wanted and l.lookup = r.lookup and u.message_id is not null
    and position(convert_to(u.message_id, 'UTF8') in l.body) > 0;
  delete from letterbox l using receipt r where r.case_id = wanted and l.lookup = r.lookup;
  delete from attachment_piece p using attachment a, message m
  where a.id = p.attachment_id and m.id = a.message_id and m.case_id = wanted;
  delete from attachment a using message m where m.id = a.message_id and m.case_id = wanted;
  delete from upload u using message m where m.id = u.message_id and m.case_id = wanted;
  delete from message_key k using message m where m.id = k.message_id and m.case_id = wanted;
  delete from envelope e using message m where m.id = e.message_id and m.case_id = wanted;
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

revoke execute on function claim_uploads, move_attachments, drop_uploads, sweep_uploads from public;
grant execute on function claim_uploads, move_attachments, drop_uploads to aside_intake, aside_reporter, aside_duty;
grant execute on function sweep_uploads to aside_duty;

reset role;
revoke create on schema public from aside_keeper;
