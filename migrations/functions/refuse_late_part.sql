-- Words, keys and files come in the transaction of their letter, and so with its act: whoever adds a key later shows a
-- letter twice, or to somebody else. The key of a person is hers, and to no note. Who asks is looked at as in
-- `refuse_old_cases`, which refuses the same to the intake.
set local role aside_keeper;

create or replace function refuse_late_part() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(nullif(current_setting('role'), 'none'), session_user) in ('aside_desk', 'aside_reporter') and exists (
    select from added a left join message m on m.case_id = a.case_id and m.id = a.message_id
    where m.xmin is distinct from pg_current_xact_id()::xid
      or (to_jsonb(a) ->> 'role' = 'reporter' and (to_jsonb(a) ->> 'reader' <> 'reporter' or m.dir = 'o>o'))
  ) then
    raise exception using errcode = 'AS001', message = format('%s: it comes with its letter', tg_table_name);
  end if;
  return null;
end
$$;

revoke execute on function refuse_late_part from public;

create or replace trigger envelope_comes_with_letter after insert on envelope
referencing new table as added for each statement
when (current_user in ('aside_desk', 'aside_reporter')) execute function refuse_late_part();

create or replace trigger message_key_comes_with_letter after insert on message_key
referencing new table as added for each statement
when (current_user in ('aside_desk', 'aside_reporter')) execute function refuse_late_part();

-- The keeper moves them, for whoever asks (`move_attachments`).
create or replace trigger attachment_comes_with_letter after insert on attachment
referencing new table as added for each statement execute function refuse_late_part();

reset role;
