-- A letter's files join it. They are written anew, so that nothing says when they came.
set local role aside_keeper;

create or replace function move_attachments(of_case text, message text) returns integer
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

revoke execute on function move_attachments from public;
grant execute on function move_attachments to aside_intake, aside_reporter;

reset role;
