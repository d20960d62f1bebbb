-- After the statement, because a case and its parts are written by one. Files are moved for whoever asks by the keeper,
-- so who asked is looked at here: the role that was taken, or the login. A reader reads from the day of its case.
set local role aside_keeper;

create or replace function refuse_old_cases() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(nullif(current_setting('role'), 'none'), session_user) = 'aside_intake' and exists (
    select from added a left join "case" c on c.id = a.case_id
    where c.xmin is distinct from pg_current_xact_id()::xid
      or case tg_table_name when 'reader' then (to_jsonb(a) ->> 'since')::date <> c.received_on end
  ) then
    raise exception using errcode = 'AS001',
      message = format('%s: what lets concerns in adds nothing to a case that is there', tg_table_name);
  end if;
  return null;
end
$$;

revoke execute on function refuse_old_cases from public;

create or replace trigger case_leaf_is_of_a_new_case after insert on case_leaf
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger case_label_is_of_a_new_case after insert on case_label
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger case_key_is_of_a_new_case after insert on case_key
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger message_is_of_a_new_case after insert on message
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger envelope_is_of_a_new_case after insert on envelope
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger message_key_is_of_a_new_case after insert on message_key
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger reader_is_of_a_new_case after insert on reader
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger receipt_is_of_a_new_case after insert on receipt
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger exclusion_is_of_a_new_case after insert on exclusion
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger event_is_of_a_new_case after insert on event
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger consent_is_of_a_new_case after insert on consent
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger attachment_is_of_a_new_case after insert on attachment
referencing new table as added for each statement execute function refuse_old_cases();

create or replace trigger attachment_piece_is_of_a_new_case after insert on attachment_piece
referencing new table as added for each statement execute function refuse_old_cases();

reset role;
