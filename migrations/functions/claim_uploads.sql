-- Marks files as belonging to a letter: all of them or none. A file counts when it is whole, and nobody else's letter
-- named it; asked again for the same letter it says the same. Ids of files are one of a kind within their case. The
-- case is new, or of the person who asks: nobody takes a place in somebody else's. A stored case is of whoever has a
-- receipt of it (a person may have two, and asks by one), whatever waits under its id.
set local role aside_keeper;

create or replace function claim_uploads(of_case text, message text, uploads text[], files text[]) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  wanted int := cardinality(files);
  ready int;
  of_another boolean;
begin
  if exists (select from receipt r where r.case_id = of_case) then
    of_another := not exists (
      select from receipt r
      where r.case_id = of_case and (r.xmin = pg_current_xact_id()::xid or r.lookup = any (these_lookups()))
    );
  else
    of_another := exists (
      select from delayed_inbox l
      where l.case_id = of_case and l.xmin <> pg_current_xact_id()::xid and l.lookup <> all (these_lookups())
    );
  end if;
  perform from upload u where u.id = any (uploads) order by u.id for update;
  select count(distinct u.id) into ready from upload u join unnest(uploads, files) as w (upload, file) on w.upload = u.id
  where u.message_id is null
    and u.size = (select coalesce(sum(octet_length(p.data)), 0) from upload_piece p where p.upload_id = u.id);
  if of_another or ready <> wanted or cardinality(uploads) <> wanted
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

revoke execute on function claim_uploads from public;
grant execute on function claim_uploads to aside_intake, aside_reporter;

reset role;
