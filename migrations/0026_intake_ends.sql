-- Whoever lets concerns in has rights over the case that it makes, and they end with the transaction that makes it: no
-- reader, event, letter or file of a case that was there. And it lists no receipts: it may ask for a place by its value.
revoke select (lookup) on receipt from aside_intake;
drop policy intake_places on receipt;

grant create on schema public to aside_keeper;
set local role aside_keeper;

-- The first of these places that no receipt has; `null` when all are taken.
create function free_place(wanted bytea[]) returns bytea
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.lookup from unnest(wanted) with ordinality as p (lookup, n)
  -- A question for each place, by the index: as one join it is planned over the whole table.
  where (select true from receipt r where r.lookup = p.lookup limit 1) is null
  order by p.n limit 1
$$;

-- Takes out what waits as the first act of a case, for whoever knows the row and its receipt: the duty does, by whom the
-- release is done.
create function take_waiting(wanted bytea, by_lookup bytea) returns bytea
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from letterbox l
  where l.id = wanted and l.lookup = by_lookup and l.act = 'received' and l.n = 1
  returning l.body
$$;

-- After the statement, because a case and its parts are written by one. Files are moved for whoever asks by the keeper, so
-- who asked is looked at here: the role that was taken, or the login.
create function refuse_old_cases() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(nullif(current_setting('role'), 'none'), session_user) = 'aside_intake' and exists (
    select from added a left join "case" c on c.id = a.case_id
    where c.xmin is distinct from pg_current_xact_id()::xid
  ) then
    raise exception using errcode = 'AS001',
      message = format('%s: what lets concerns in adds nothing to a case that is there', tg_table_name);
  end if;
  return null;
end
$$;

reset role;
revoke create on schema public from aside_keeper;

do $$
declare
  part text;
begin
  foreach part in array array[
    'case_leaf', 'case_key', 'message', 'envelope', 'message_key', 'reader', 'receipt', 'exclusion', 'event', 'consent',
    'attachment', 'attachment_piece'
  ] loop
    execute format(
      'create trigger %I after insert on %I referencing new table as added
       for each statement execute function refuse_old_cases()', part || '_is_of_a_new_case', part
    );
  end loop;
end
$$;
create trigger ledger_waiting_is_received before insert on ledger_waiting
for each row when (current_user = 'aside_intake' and new.act <> 'received')
execute function refuse('what lets concerns in says that one was received');

set local role aside_keeper;
revoke execute on function free_place, take_waiting, refuse_old_cases from public;
grant execute on function free_place, take_waiting to aside_intake;
reset role;
