-- Of what was taken back before any office had seen it, all that waits goes, with the files of its letters: an
-- office, a month and a count stay, and the mark of the receipt.
set local role aside_keeper;

create or replace function erase_delayed_case(by_lookup bytea, at_office text, on_day date, why text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into shred (ref, office, day, letters, reason)
  select replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), at_office,
    date_trunc('month', on_day)::date, count(*), why
  from delayed_inbox b, jsonb_array_elements(convert_from(b.body, 'UTF8')::jsonb -> 'letters') l
  where b.lookup = by_lookup;
  -- Under the id of a stored case, which somebody else has, the files are that person's.
  delete from upload u using delayed_inbox b
  where b.lookup = by_lookup and b.act = 'received' and u.case_id = convert_from(b.body, 'UTF8')::jsonb #>> '{filing,id}'
    and not exists (select from receipt r where r.case_id = u.case_id);
  delete from delayed_inbox b where b.lookup = by_lookup;
  insert into idempotency_key (nonce, day) values (used_lookup_key(by_lookup), current_date) on conflict do nothing;
end
$$;

revoke execute on function erase_delayed_case from public;

reset role;
