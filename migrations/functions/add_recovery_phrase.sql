-- `null` where the case is not hers, `false` where it has other words already or the lookup is taken: by a receipt, by
-- a filing that waits, or by a case that was taken back. It is asked as a filing on the page is, under the same lock
-- (src/db/delayed-inbox/file-concern.ts): of two receipts of one lookup the second could not be released. The same
-- words once more are the same words: whoever pressed twice, or lost the answer, has not been forestalled by anybody.
set local role aside_keeper;

create or replace function add_recovery_phrase(wanted text, phrase_lookup bytea, locked bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (
    select from receipt r where r.case_id = wanted and r.kind = 'card' and r.lookup = any (these_lookups())
  ) then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(encode(phrase_lookup, 'hex'), 0));
  if first_free_lookup(array[phrase_lookup]) is not null and not is_in_delayed_inbox(phrase_lookup) then
    insert into receipt (lookup, case_id, kind, locked_key) values (phrase_lookup, wanted, 'words', locked)
    on conflict do nothing;
  end if;
  return exists (select from receipt r where r.lookup = phrase_lookup and r.case_id = wanted and r.kind = 'words');
end
$$;

revoke execute on function add_recovery_phrase from public;
grant execute on function add_recovery_phrase to aside_reporter;

reset role;
