-- Web words: a second way back, given once for a case to whoever holds its card. The reporters' role may not write
-- receipts, so a function does it, and only for a case that the receipts of this transaction lead to.
create unique index receipt_words_once on receipt (case_id) where kind = 'words';

grant insert on receipt to aside_keeper;
grant create on schema public to aside_keeper;
set local role aside_keeper;

-- `null` where the case is not hers, `false` where it has other words already or the place is taken. The same words once
-- more are the same words: whoever pressed twice, or lost the answer, has not been forestalled by anybody.
create function give_words(wanted text, place bytea, locked bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (
    select from receipt r where r.case_id = wanted and r.kind = 'card' and r.lookup = any (these_lookups())
  ) then
    return null;
  end if;
  insert into receipt (lookup, case_id, kind, locked_key) values (place, wanted, 'words', locked)
  on conflict do nothing;
  return exists (select from receipt r where r.lookup = place and r.case_id = wanted and r.kind = 'words');
end
$$;

create function words_given(wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from receipt r where r.case_id = wanted and r.lookup = any (these_lookups()))
    and exists (select from receipt r where r.case_id = wanted and r.kind = 'words')
$$;

revoke execute on function give_words, words_given from public;
grant execute on function give_words, words_given to aside_reporter;

reset role;
revoke create on schema public from aside_keeper;
